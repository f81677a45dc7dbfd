#include "diagnostics_cases.h"

#include <stdarg.h>

const VtDiagnosticInfo case_error = {"test-error", VT_ERROR, "Something is wrong.",
                                     "It is \"wrong\".\n\nMake it right."};
const VtDiagnosticInfo case_warning = {"test-warning", VT_WARNING, "Something is doubtful.", "Have a look."};
const VtDiagnosticInfo case_note = {"test-note", VT_NOTE, "Something was done.", "There is nothing to do."};

VtDiagnostic *case_diagnose(VtDiagnostics *sink, const VtDiagnosticInfo *info, VtSpan span,
                            const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    VtDiagnostic *diagnostic = vt_diagnose_info(sink, info, span, format, arguments);
    va_end(arguments);
    return diagnostic;
}

/* The first occurrence of `marked` in the source's text. */
static VtSpan span_of(const VtSource *source, const char *marked)
{
    const char *found = strstr(source->text, marked);
    g_assert_nonnull(found);
    return (VtSpan){source, (size_t)(found - source->text), strlen(marked)};
}

static VtSource make_source(const char *path, const char *text)
{
    return (VtSource){.path = path, .text = text, .length = strlen(text)};
}

static void add_link(VtDiagnostics *sink)
{
    const VtSource page = make_source("projects/dsp.md",
                                      "# DSP\n\nSee the [GDPR work](gdpr-backend.md#impacts).\n");
    static const char *const anchors[] = {"#context", "#impact", "#learnings"};
    VtDiagnostic *diagnostic = case_diagnose(sink, &case_error, span_of(&page, "gdpr-backend.md#impacts"),
                                             "no heading \"impacts\" in %s", "projects/gdpr-backend.md");
    g_assert_cmpstr(vt_diagnostic_suggest(diagnostic, "#impacts", anchors, 3), ==, "#impact");
}

static void add_notes(VtDiagnostics *sink)
{
    const VtSource first = make_source("talks/one.md", "slug: graphs\n");
    const VtSource second = make_source("talks/two.md", "---\ntitle: Graphs, again\nslug: graphs\n---\n");
    VtDiagnostic *diagnostic = case_diagnose(sink, &case_error, span_of(&second, "graphs"),
                                             "two entries have the address /talks/graphs/");
    vt_diagnostic_note(diagnostic, "the address is made of the section and the slug");
    vt_diagnostic_place(diagnostic, span_of(&first, "graphs"), "first used here");
    vt_diagnostic_place(diagnostic, VT_IN_FILE(&first), "a note about a whole file");
    vt_diagnostic_place(diagnostic, VT_NOWHERE, "a note that found no place");
}

static void add_without_lines(VtDiagnostics *sink)
{
    const VtSource source = make_source("site.yaml", "title: x\n");
    case_diagnose(sink, &case_warning, VT_NOWHERE, "nothing is for audience \"%s\"", "community");
    case_diagnose(sink, &case_error, VT_IN_FILE(&source), "no audience is declared");
    vt_diagnostic_note(case_diagnose(sink, &case_note, VT_NOWHERE, "the cache was made anew"),
                       "it was of version 0");
    const VtSource path = {.path = "photo.jpg"};
    case_diagnose(sink, &case_error, (VtSpan){&path, 12, 3}, "not an image");
}

static void add_widths(VtDiagnostics *sink)
{
    const VtSource tabs = make_source("widths/tabs.md", "\tkey:\tvalue\twith tab\n");
    case_diagnose(sink, &case_error, span_of(&tabs, "value"), "tabs before");
    case_diagnose(sink, &case_error, span_of(&tabs, "value\twith"), "a tab within");
    const VtSource wide = make_source("widths/wide.md", "title: 日本語 의 résumé ne\xcc\x81"
                                                        "e [x]\n");
    case_diagnose(sink, &case_error, span_of(&wide, "日本語"), "wide letters marked");
    case_diagnose(sink, &case_error,
                  span_of(&wide, "ne\xcc\x81"
                                 "e"),
                  "combining marks marked");
    case_diagnose(sink, &case_error, span_of(&wide, "[x]"), "after wide letters and combining marks");
}

static void add_hostile(VtDiagnostics *sink)
{
    const VtSource escape = make_source("hostile/\x1b]0;x\a.md", "a \x1b[31mred\x7f \x01 \xc2\x9b word\n");
    case_diagnose(sink, &case_error, span_of(&escape, "word"), "unknown key \"%s\"", "\x1b[2Jti\ntel");
    const VtSource bidi = make_source("hostile/bidi.md", "if \xe2\x80\xae"
                                                         "access \xe2\x81\xa6 denied\n");
    case_diagnose(sink, &case_error, span_of(&bidi, "denied"), "reordering characters");
    const VtSource bytes = make_source("hostile/bytes.md", "caf\xe9 au lait\n");
    case_diagnose(sink, &case_error, (VtSpan){&bytes, 3, 1}, "not UTF-8 from byte 3 on");
    const VtSource github = make_source("hostile/a,b:c%.md", "x\n");
    VtDiagnostic *diagnostic = case_diagnose(sink, &case_error, (VtSpan){&github, 0, 1},
                                             "100%%: \"a, b\" \\ <x>\r\nnext");
    vt_diagnostic_note(diagnostic, "ends in newlines\n\n");
}

static void add_long_lines(VtDiagnostics *sink)
{
    g_autofree char *fill = g_strnfill(150, 'x');
    g_autofree char *text = g_strdup_printf("START %s MIDDLE %s END\n", fill, fill);
    const VtSource line = make_source("long/line.md", text);
    case_diagnose(sink, &case_error, span_of(&line, "START"), "at the start");
    case_diagnose(sink, &case_error, span_of(&line, "MIDDLE"), "in the middle");
    case_diagnose(sink, &case_error, span_of(&line, "END"), "at the end");
    g_autofree char *most = g_strdup_printf("%s MIDDLE", fill);
    case_diagnose(sink, &case_error, span_of(&line, most), "longer than what is shown");
    g_autoptr(GString) wide = g_string_new(NULL);
    for (int i = 0; i < 80; i++)
        g_string_append(wide, i == 40 ? "語!" : "字");
    const VtSource widest = make_source("long/wide.md", wide->str);
    case_diagnose(sink, &case_error, span_of(&widest, "語"), "wide letters");
}

static void add_line_ends(VtDiagnostics *sink)
{
    const VtSource crlf = make_source("lines/crlf.md", "one\r\ntwo\r\n");
    case_diagnose(sink, &case_error, span_of(&crlf, "two"), "carriage returns are not shown");
    case_diagnose(sink, &case_error, (VtSpan){&crlf, 8, 0}, "at the end of a line");
    case_diagnose(sink, &case_error, (VtSpan){&crlf, 10, 0}, "at the end of the file");
    const VtSource mark = make_source("lines/mark.md", "\xef\xbb\xbf# Title\n");
    case_diagnose(sink, &case_error, span_of(&mark, "Title"), "a byte order mark is not counted");
    const VtSource many = make_source("lines/many.md", "<!-- audience:  \n  recruiter\n-->\n");
    case_diagnose(sink, &case_warning, span_of(&many, "audience:  \n  recruiter"), "a span of two lines");
    const VtSource empty = make_source("lines/none.md", "");
    case_diagnose(sink, &case_error, (VtSpan){&empty, 0, 0}, "an empty file");
    g_autofree char *newlines = g_strnfill(123455, '\n');
    g_autofree char *text = g_strconcat(newlines, "deep down", NULL);
    const VtSource deep = make_source("lines/deep.md", text);
    case_diagnose(sink, &case_error, span_of(&deep, "down"), "a line number of six digits");
}

static void add_order(VtDiagnostics *sink)
{
    const VtSource source = make_source("order.md", "a b c\nd\n");
    const VtSpan b = {&source, 2, 1};
    case_diagnose(sink, &case_error, (VtSpan){&source, 6, 1}, "fifth: a later line");
    case_diagnose(sink, &case_warning, b, "fourth: an id later in the alphabet");
    case_diagnose(sink, &case_error, b, "third: found twice, once with a note");
    vt_diagnostic_note(case_diagnose(sink, &case_error, b, "third: found twice, once with a note"),
                       "a duplicate nevertheless");
    case_diagnose(sink, &case_error, b, "second");
    case_diagnose(sink, &case_error, b, "second");
    case_diagnose(sink, &case_error, (VtSpan){&source, 0, 1}, "first");
}

void cases_add_all(VtDiagnostics *sink, bool reversed)
{
    static void (*const groups[])(VtDiagnostics *) = {
        add_link,    add_notes,      add_without_lines, add_widths,
        add_hostile, add_long_lines, add_line_ends,     add_order,
    };
    for (size_t i = 0; i < G_N_ELEMENTS(groups); i++)
        groups[reversed ? G_N_ELEMENTS(groups) - 1 - i : i](sink);
}
