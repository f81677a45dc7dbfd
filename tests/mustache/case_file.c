#include "case_file.h"

static const char mark[] = "== ";
static const char no_newline[] = " (no newline)";

static void section_free(void *data)
{
    CaseSection *section = data;
    g_free(section->header);
    g_free(section->content);
    g_free(section);
}

static CaseSection *section_new(const char *header, const char *content, size_t length)
{
    CaseSection *section = g_new0(CaseSection, 1);
    *section = (CaseSection){g_strdup(header), g_strndup(content, length), length};
    if (g_str_has_suffix(section->header, no_newline)) {
        section->header[strlen(section->header) - strlen(no_newline)] = '\0';
        section->length -= length > 0;
        section->content[section->length] = '\0';
    }
    return section;
}

static const char *next_mark(const char *text)
{
    const char *found = g_str_has_prefix(text, mark) ? text : strstr(text, "\n== ");
    return found ? (found == text ? found : found + 1) : text + strlen(text);
}

CaseFile *case_file_read(const char *path)
{
    g_autofree char *text = NULL;
    if (!g_file_get_contents(path, &text, NULL, NULL))
        return NULL;
    CaseFile *file = g_new0(CaseFile, 1);
    file->path = g_strdup(path);
    file->sections = g_ptr_array_new_with_free_func(section_free);
    const char *at = next_mark(text);
    file->preface = g_strndup(text, (size_t)(at - text));
    while (*at) {
        const char *line_end = at + strcspn(at, "\n");
        g_autofree char *header = g_strndup(at + strlen(mark), (size_t)(line_end - at) - strlen(mark));
        const char *content = line_end + (*line_end == '\n');
        at = next_mark(content);
        g_ptr_array_add(file->sections, section_new(header, content, (size_t)(at - content)));
    }
    return file;
}

void case_file_free(CaseFile *file)
{
    if (!file)
        return;
    g_free(file->path);
    g_free(file->preface);
    g_ptr_array_free(file->sections, TRUE);
    g_free(file);
}

static CaseSection *find(const CaseFile *file, const char *header)
{
    for (size_t i = 0; i < file->sections->len; i++) {
        CaseSection *section = g_ptr_array_index(file->sections, i);
        if (g_str_equal(section->header, header))
            return section;
    }
    return NULL;
}

const CaseSection *case_file_section(const CaseFile *file, const char *header)
{
    return find(file, header);
}

static void write_file(const CaseFile *file)
{
    g_auto(VtBuffer) text = {0};
    vt_buffer_append_string(&text, file->preface);
    for (size_t i = 0; i < file->sections->len; i++) {
        const CaseSection *section = g_ptr_array_index(file->sections, i);
        bool closed = section->length == 0 || section->content[section->length - 1] == '\n';
        vt_buffer_append_format(&text, "%s%s%s\n", mark, section->header, closed ? "" : no_newline);
        vt_buffer_append(&text, section->content, section->length);
        vt_buffer_append_string(&text, closed ? "" : "\n");
    }
    g_assert_true(g_file_set_contents(file->path, text.data, (gssize)text.length, NULL));
}

static void update(CaseFile *file, const char *header, const char *actual, size_t length)
{
    CaseSection *section = find(file, header);
    if (!section) {
        section = section_new(header, "", 0);
        g_ptr_array_add(file->sections, section);
    }
    g_free(section->content);
    section->content = g_strndup(actual, length);
    section->length = length;
    write_file(file);
}

void case_file_expect(CaseFile *file, const char *header, const char *actual, size_t length)
{
    const CaseSection *section = find(file, header);
    g_autofree char *terminated = length ? g_strndup(actual, length) : g_strdup("");
    const char *expected = section ? section->content : "";
    if (g_str_equal(terminated, expected) && strlen(terminated) == length)
        return;
    if (g_strcmp0(g_getenv("VITRINE_UPDATE"), "1") == 0)
        update(file, header, terminated, length);
    else
        g_assert_cmpstr(terminated, ==, expected);
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *case_files_list(const char *folder, const char *suffix)
{
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GDir) listing = g_dir_open(folder, 0, NULL);
    const char *name;
    while (listing && (name = g_dir_read_name(listing))) {
        if (g_str_has_suffix(name, suffix))
            g_ptr_array_add(paths, g_build_filename(folder, name, NULL));
    }
    g_ptr_array_sort(paths, compare_paths);
    return paths;
}
