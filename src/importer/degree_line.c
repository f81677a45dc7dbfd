/* Education in a line: which school, which degree, which subject, which grade. */
#include "recognisers.h"

static const char *const degrees[] = {
    "BSc",      "B.Sc.",        "B.Sc",         "BA",         "B.A.",      "MSc",      "M.Sc.",
    "M.Sc",     "MA",           "M.A.",         "MRes",       "PhD",       "Ph.D.",    "Ph.D",
    "MBA",      "BEng",         "B.Eng.",       "MEng",       "M.Eng.",    "BTech",    "B.Tech",
    "B.Tech.",  "MTech",        "M.Tech",       "BS",         "B.S.",      "MS",       "M.S.",
    "BCom",     "LLB",          "LLM",          "MPhil",      "DPhil",     "Diplom",   "Diploma",
    "Bachelor", "Bachelor's",   "Bachelors",    "Master",     "Master's",  "Masters",  "Magister",
    "Licence",  "Licenciatura", "Grado",        "Máster",     "Abitur",    "A-Levels", "GCSE",
    "GCSEs",    "Doctorate",    "Staatsexamen", "Ingeniería", "Ingeniero", "Doctor",   "Certificate",
    "HND",      "Associate",    "Baccalauréat", "Foundation", "BSC",       "B.E.",     "BE",
    "MCA",      "BCA",          "Degree",       "Promotion",  "Doktor",    "Minor",
};

static const char *const schools[] = {"universit",  "college",        "school", "institut",    "academy",
                                      "hochschule", "école",          "ecole",  "universidad", "gymnasium",
                                      "polytech",   "fachhochschule", "lycée"};

static bool is_boundary(VtSlice line, size_t at)
{
    return at >= line.length || !(g_ascii_isalnum(line.data[at]) || (unsigned char)line.data[at] >= 0x80);
}

static size_t degree_at(VtSlice line, size_t at)
{
    size_t longest = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(degrees); i++) {
        size_t length = strlen(degrees[i]);
        if (line.length - at >= length && memcmp(line.data + at, degrees[i], length) == 0 &&
            is_boundary(line, at + length))
            longest = MAX(longest, length);
    }
    if (longest > 0 && line.length - at > longest && line.data[at + longest] == '(') {
        const char *close = memchr(line.data + at + longest, ')',
                                   MIN(line.length - at - longest, (size_t)12));
        longest = close ? (size_t)(close - line.data) + 1 - at : longest;
    }
    return longest;
}

static bool find_degree(VtSlice line, VtRange *degree)
{
    for (size_t at = 0; at < line.length; at++) {
        bool starts = at == 0 || !(g_ascii_isalnum(line.data[at - 1]) || line.data[at - 1] == '.' ||
                                   (unsigned char)line.data[at - 1] >= 0x80);
        size_t length = starts ? degree_at(line, at) : 0;
        if (length == 0)
            continue;
        *degree = (VtRange){(uint32_t)at, (uint32_t)(at + length)};
        VtSlice generic = vt_range_slice(line.data, *degree);
        VtRange next = {0};
        VtSlice rest = {line.data + at + length, line.length - at - length};
        if (vt_slice_is(generic, "Degree") && find_degree(rest, &next) && next.start < 3)
            *degree = (VtRange){(uint32_t)(at + length) + next.start, (uint32_t)(at + length) + next.end};
        return true;
    }
    return false;
}

static bool is_school(VtSlice text)
{
    g_autofree char *copy = g_strndup(text.data, text.length);
    g_autofree char *valid = g_utf8_make_valid(copy, -1);
    g_autofree char *lower = g_utf8_strdown(valid, -1);
    for (size_t i = 0; i < G_N_ELEMENTS(schools); i++)
        if (strstr(lower, schools[i]) != NULL)
            return true;
    return false;
}

static size_t piece_end(VtSlice line, size_t at)
{
    static const char *const stops[] = {",",  " – ",  " — ", " - ", " | ", "&nbsp;", " (",
                                        "\n", "**",   "__",  " _",  "_ ",  " at ",   " from ",
                                        "; ", " -- ", " / ", " @ ", ":"};
    for (; at < line.length; at++)
        for (size_t i = 0; i < G_N_ELEMENTS(stops); i++) {
            size_t length = strlen(stops[i]);
            if (line.length - at >= length && memcmp(line.data + at, stops[i], length) == 0)
                return at;
        }
    return line.length;
}

static VtRange without_article(const char *text, VtRange range)
{
    static const char *const words[] = {"at ", "from ", "the ", "The ", "an der ", "à ", "in ", "and "};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        size_t length = strlen(words[i]);
        if (range.end - range.start > length && memcmp(text + range.start, words[i], length) == 0 &&
            strcmp(words[i], "The ") != 0) {
            range.start += (uint32_t)length;
            i = (size_t)-1;
        }
    }
    return range;
}

static void find_school(VtSlice line, VtRange *organization)
{
    for (size_t at = 0; at < line.length;) {
        size_t end = piece_end(line, at);
        VtRange piece = vt_range_trim(line.data, (VtRange){(uint32_t)at, (uint32_t)end}, true);
        if (is_school(vt_range_slice(line.data, piece)) && vt_range_is_empty(*organization)) {
            *organization = without_article(line.data, piece);
            return;
        }
        at = end + 1;
    }
}

static void find_area(VtSlice line, VtDegree *degree)
{
    size_t at = degree->degree.end;
    static const char *const joints[] = {" in ", " of ", ", ", ": ", " - ", " – ", " "};
    for (size_t i = 0; i < G_N_ELEMENTS(joints); i++) {
        size_t length = strlen(joints[i]);
        if (line.length - at <= length || memcmp(line.data + at, joints[i], length) != 0)
            continue;
        VtRange area = {(uint32_t)(at + length), (uint32_t)piece_end(line, at + length)};
        area = vt_range_trim(line.data, area, true);
        VtSlice text = vt_range_slice(line.data, area);
        bool fine = text.length > 2 && !g_ascii_isdigit(text.data[0]) && text.data[0] != '(' &&
                    !is_school(text);
        if (fine && memcmp(text.data, "of ", 3) != 0 && memcmp(text.data, "in ", 3) != 0)
            degree->area = area;
        return;
    }
}

bool vt_degree_line(VtSlice line, VtDegree *degree)
{
    enum { LONGEST = 400 };
    *degree = (VtDegree){0};
    line.length = MIN(line.length, (size_t)LONGEST);
    bool found = find_degree(line, &degree->degree);
    find_school(line, &degree->organization);
    if (found)
        find_area(line, degree);
    return found || !vt_range_is_empty(degree->organization);
}

bool vt_score_line(VtSlice line, VtRange *label, VtRange *score)
{
    static const char *const labels[] = {"grade",  "gpa",         "cgpa",          "score",
                                         "result", "note",        "abschlussnote", "mention",
                                         "nota",   "final grade", "classification"};
    enum { LONGEST = 120 };
    VtRange range = vt_range_trim(line.data, (VtRange){0, (uint32_t)line.length}, true);
    VtSlice text = vt_range_slice(line.data, range);
    if (line.length > LONGEST || memchr(text.data, '\n', text.length) != NULL)
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(labels); i++) {
        size_t length = strlen(labels[i]);
        bool here = text.length > length + 1 && g_ascii_strncasecmp(text.data, labels[i], length) == 0 &&
                    !g_ascii_isalpha(text.data[length]);
        if (!here)
            continue;
        *label = (VtRange){range.start, range.start + (uint32_t)length};
        *score = vt_range_trim(line.data, (VtRange){label->end, range.end}, true);
        return !vt_range_is_empty(*score);
    }
    return false;
}
