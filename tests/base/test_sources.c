#include <vitrine/diagnostics.h>

#include <glib/gstdio.h>
#include <sys/stat.h>

/* A file, and its text as it was read and then forgotten. */
typedef struct Fixture {
    char *folder, *path;
    VtSource kept, forgotten;
} Fixture;

static const char text[] =
    "\xef\xbb\xbf# Tálks\r\n\r\nSee [one](one.md) and\n\n\tthe [other](other.md) 日本.";

static void write_file(const Fixture *fixture, const char *data, size_t length)
{
    g_assert_true(g_file_set_contents(fixture->path, data, (gssize)length, NULL));
}

static void forget(Fixture *fixture, const char *data, size_t length)
{
    write_file(fixture, data, length);
    fixture->kept = (VtSource){.path = fixture->path, .text = data, .length = length};
    fixture->forgotten = fixture->kept;
    vt_source_forget(&fixture->forgotten);
}

static void set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->folder = g_dir_make_tmp("sources-XXXXXX", NULL);
    g_assert_nonnull(fixture->folder);
    fixture->path = g_build_filename(fixture->folder, "talks.md", NULL);
    forget(fixture, text, strlen(text));
}

static void tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_remove(fixture->path);
    g_assert_cmpint(g_rmdir(fixture->folder), ==, 0);
    g_free(fixture->path);
    g_free(fixture->folder);
}

static bool is_recalled(const Fixture *fixture)
{
    g_auto(VtBuffer) buffer = {0};
    VtSource whole;
    bool recalled = vt_source_recall(&fixture->forgotten, &buffer, &whole);
    g_assert_cmpstr(whole.path, ==, fixture->path);
    g_assert_cmpuint(whole.length, ==, fixture->kept.length);
    if (recalled)
        g_assert_cmpmem(whole.text, (int)whole.length, fixture->kept.text, (int)fixture->kept.length);
    else
        g_assert_null(whole.text);
    return recalled;
}

static void test_the_same_text(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_assert_null(fixture->forgotten.text);
    g_assert_cmpuint(fixture->forgotten.length, ==, strlen(text));
    g_assert_true(is_recalled(fixture));
    g_assert_true(is_recalled(fixture));
    g_assert_null(fixture->forgotten.text);
}

/* Whatever the length, empty ones and those of no whole number of words too. */
static void test_each_length(Fixture *fixture, gconstpointer data)
{
    (void)data;
    for (size_t length = 0; length <= strlen(text); length++) {
        forget(fixture, text, length);
        g_assert_true(is_recalled(fixture));
    }
}

static void test_each_changed_byte(Fixture *fixture, gconstpointer data)
{
    (void)data;
    for (size_t i = 0; i < strlen(text); i++) {
        g_autofree char *changed = g_strdup(text);
        changed[i] ^= 1;
        write_file(fixture, changed, strlen(text));
        g_assert_false(is_recalled(fixture));
    }
    write_file(fixture, text, strlen(text));
    g_assert_true(is_recalled(fixture));
}

static void make_longer(const Fixture *fixture)
{
    g_autofree char *longer = g_strconcat(text, ".", NULL);
    write_file(fixture, longer, strlen(longer));
}

static void make_shorter(const Fixture *fixture)
{
    write_file(fixture, text, strlen(text) - 1);
}

static void empty(const Fixture *fixture)
{
    write_file(fixture, "", 0);
}

static void remove_it(const Fixture *fixture)
{
    g_assert_cmpint(g_remove(fixture->path), ==, 0);
}

static void put_a_folder(const Fixture *fixture)
{
    remove_it(fixture);
    g_assert_cmpint(g_mkdir(fixture->path, 0755), ==, 0);
}

/* Nobody writes into it: who opened it to wait would wait for ever. */
static void put_a_pipe(const Fixture *fixture)
{
    remove_it(fixture);
    g_assert_cmpint(mkfifo(fixture->path, 0600), ==, 0);
}

static const struct Loss {
    const char *name;
    void (*lose)(const Fixture *fixture);
} losses[] = {
    {"longer", make_longer}, {"shorter", make_shorter}, {"empty", empty},
    {"removed", remove_it},  {"folder", put_a_folder},  {"pipe", put_a_pipe},
};

typedef struct Place {
    size_t offset, length;
} Place;

static const Place places[] = {{0, 0}, {3, 1}, {6, 2}, {15, 5}, {20, 6}, {48, 8}, {VT_WHOLE_FILE, 0}};

/* What is told of the place, and of another in a note. */
static char *told(const VtSource *source, const Place *place, VtDiagnosticFormat format)
{
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_auto(VtBuffer) out = {0};
    VtDiagnostic *diagnostic = vt_diagnose(
        sink, VT_LINK_BROKEN, (VtSpan){source, place->offset, place->length}, "it leads nowhere");
    vt_diagnostic_place(diagnostic, (VtSpan){source, place->offset, place->length}, "as was said");
    vt_diagnostics_write(sink, format, false, &out);
    return g_strdup(vt_buffer_string(&out));
}

static void check_told(const VtSource *source, const Place *place, const VtSource *like,
                       const Place *like_place)
{
    for (VtDiagnosticFormat format = VT_FORMAT_TEXT; format <= VT_FORMAT_SARIF; format++) {
        g_autofree char *expected = told(like, like_place, format);
        g_autofree char *actual = told(source, place, format);
        g_assert_cmpstr(actual, ==, expected);
    }
}

static void test_messages(Fixture *fixture, gconstpointer data)
{
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++)
        check_told(&fixture->forgotten, &places[i], &fixture->kept, &places[i]);
    g_autofree char *line = told(&fixture->forgotten, &places[3], VT_FORMAT_TEXT);
    g_assert_nonnull(strstr(line, "See [one](one.md) and"));
}

static void test_positions(Fixture *fixture, gconstpointer data)
{
    (void)data;
    for (size_t offset = 0; offset <= strlen(text) + 1; offset++) {
        VtPosition expected = vt_source_position(&fixture->kept, offset);
        VtPosition actual = vt_source_position(&fixture->forgotten, offset);
        g_assert_cmpuint(actual.line, ==, expected.line);
        g_assert_cmpuint(actual.column, ==, expected.column);
    }
}

/* The text is not there any more: the file is all that a message can name. */
static void test_lost(Fixture *fixture, gconstpointer data)
{
    static const Place whole_file = {VT_WHOLE_FILE, 0};
    const struct Loss *loss = data;
    loss->lose(fixture);
    g_assert_false(is_recalled(fixture));
    VtPosition position = vt_source_position(&fixture->forgotten, strlen(text));
    g_assert_cmpuint(position.line, ==, 1);
    g_assert_cmpuint(position.column, ==, 1);
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++)
        check_told(&fixture->forgotten, &places[i], &fixture->kept, &whole_file);
    g_autofree char *line = told(&fixture->forgotten, &places[3], VT_FORMAT_TEXT);
    g_assert_nonnull(strstr(line, "it leads nowhere"));
    g_assert_null(strstr(line, "one.md"));
}

static void add(const char *name, gconstpointer data, void (*test)(Fixture *, gconstpointer))
{
    g_autofree char *path = g_strconcat("/sources/", name, NULL);
    g_test_add(path, Fixture, data, set_up, test, tear_down);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    add("the-same-text", NULL, test_the_same_text);
    add("each-length", NULL, test_each_length);
    add("each-changed-byte", NULL, test_each_changed_byte);
    add("positions", NULL, test_positions);
    add("messages", NULL, test_messages);
    for (size_t i = 0; i < G_N_ELEMENTS(losses); i++) {
        g_autofree char *name = g_strconcat("lost/", losses[i].name, NULL);
        add(name, &losses[i], test_lost);
    }
    return g_test_run();
}
