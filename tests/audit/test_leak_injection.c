/* Whatever the format and the encoding, what is hidden is found when it is put into otherwise good final
 * bytes; and what is merely near it is not. */
#include "leak_site.h"

static const char tree[] =
    "@@ site.yaml\n"
    "title: Robin Sample\n"
    "url: https://robin.example/\n"
    "audiences:\n"
    "  recruiter: {theme: recruiter, description: Looking for a role that pays better than the last one "
    "did}\n"
    "  community: {theme: community, url: \"https://robin.example/community/\"}\n"
    "default_audience: [recruiter, community]\n"
    "names:\n"
    "  - name: Truist Financial\n"
    "    also: [Truist, Błękit]\n"
    "    replace: {community: a large bank}\n"
    "@@ profile.md\n"
    "---\nname: Robin Sample\n---\nI build things for people and teach.\n"
    "@@ projects/secret-merger-of-two-banks.md\n"
    "---\ntitle: Secret merger of two banks\naudience: recruiter\n"
    "aliases: [/old/hush/]\n"
    "summary: The ledger moved quietly over one long weekend in March.\n---\n"
    "# Numbers\n\nNobody outside the room knew that the second ledger was already empty by then.\n\n"
    "![plan](hidden-plan-of-rooms.svg)\n"
    "@@ projects/hidden-plan-of-rooms.svg\n"
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><path d=\"M0 0h9v9\"/></svg>\n"
    "@@ projects/open.md\n"
    "---\ntitle: Open work\n---\nThe room was open and everyone knew what we did there.\n"
    "<!-- remember to ask Sam whether this number may be told -->\n\n"
    "They told me on that long day in June<!-- audience: recruiter --> how it ended<!-- /audience -->.\n\n"
    "It was the year in which we left<!-- audience: recruiter --> Boston<!-- /audience --> for a smaller "
    "town.\n\n"
    "We say that nobody outside the room knew that the second ledger existed.\n";

/* `text` with `mark` replaced. */
static char *fill(const char *text, const char *with)
{
    g_auto(GStrv) parts = g_strsplit(text, "@", -1);
    return g_strjoinv(with, parts);
}

static void expect(const LeakSite *site, const char *id, const char *what)
{
    g_autofree char *said = leak_site_audit(site, 2);
    bool good = *id != '\0' ? strstr(said, id) != NULL : *said == '\0';
    if (!good) {
        g_test_message("%s: expected %s, got:\n%s", what, *id != '\0' ? id : "nothing", said);
        g_test_fail();
    }
}

static void inject(LeakSite *site, const char *type, const char *text, const char *id)
{
    leak_site_put(site, "injected", type, text, strlen(text));
    expect(site, id, text);
    leak_site_remove(site, "injected");
}

static void test_clean(void)
{
    g_auto(LeakSite) site = {0};
    leak_site_init(&site, tree, "community", NULL, 0);
    expect(&site, "", "the site as it is");
}

/* ---- Forms of a name, in places of each format
 * --------------------------------------------------------------- */

static const char *const name_forms[] = {
    "Truist",
    "TRUIST",
    "truist's",
    "Truists",
    "truist-financial",
    "TruistFinancial",
    "Truist  Financial",
    "truist.com",
    "www.truistfinancial.com",
    "rob@truist.com",
    "truist_financial",
    "Tru\xc2\xadist",
    "Tru\xe2\x80\x8bist",
    "Trui\xcc\x81st",
    "Blekit",
    "BŁĘKIT",
    "Ble\xcc\xa8kit",
};

static const struct {
    const char *type, *text;
} name_places[] = {
    {"text/html; charset=utf-8", "<p>about @ and more</p>"},
    {"text/html; charset=utf-8", "<title>@</title>"},
    {"text/html; charset=utf-8", "<img src=\"x.png\" alt=\"logo of @\">"},
    {"text/html; charset=utf-8", "<img srcset=\"/a/@.png 1x, /b.png 2x\" alt=\"\">"},
    {"text/html; charset=utf-8", "<meta name=\"description\" content=\"@\">"},
    {"text/html; charset=utf-8", "<meta property='og:title' content='at @'>"},
    {"text/html; charset=utf-8", "<a href=\"https://x.example/@/\">x</a>"},
    {"text/html; charset=utf-8", "<p aria-label=\"@\" id=\"x\">x</p>"},
    {"text/html; charset=utf-8", "<p data-client=\"@\">x</p>"},
    {"text/html; charset=utf-8", "<h2 id=\"at-@\">x</h2>"},
    {"text/html; charset=utf-8", "<p class=\"card @\">x</p>"},
    {"text/html; charset=utf-8", "<p>x</p><!-- @ -->"},
    {"text/html; charset=utf-8", "<script type=\"application/ld+json\">{\"name\": \"@\"}</script>"},
    {"text/html; charset=utf-8", "<script>let x = '@';</script>"},
    {"text/html; charset=utf-8", "<style>a::after { content: \"@\" }</style>"},
    {"text/html; charset=utf-8", "<style>/* for @ */</style>"},
    {"text/html; charset=utf-8", "<p>Role</p><span>Data</span><span>@</span><span>x</span>"},
    {"application/xml", "<feed><entry><title>@</title></entry></feed>"},
    {"application/xml", "<feed><content type=\"html\">&lt;p&gt;at @&lt;/p&gt;</content></feed>"},
    {"application/xml", "<rss><description><![CDATA[<p>at @</p>]]></description></rss>"},
    {"application/xml", "<urlset><url><loc>https://robin.example/@/</loc></url></urlset>"},
    {"application/xml", "<feed><link href=\"https://robin.example/@/\"/></feed>"},
    {"application/json", "{\"a\": [\"@\"]}"},
    {"application/json", "{\"at @ Inc\": 1}"},
    {"application/json", "{\"content_html\": \"<p>at <b>@</b></p>\"}"},
    {"text/vcard; charset=utf-8", "BEGIN:VCARD\r\nNOTE:worked at @\\, and more\r\nEND:VCARD\r\n"},
    {"text/calendar; charset=utf-8", "BEGIN:VEVENT\r\nDESCRIPTION:first\\n@\r\nEND:VEVENT\r\n"},
    {"text/css; charset=utf-8", "a::after { content: '@' }"},
    {"text/css; charset=utf-8", "/* @ */ a { color: red }"},
    {"text/javascript; charset=utf-8", "// for @\nlet a = 1;"},
    {"text/javascript; charset=utf-8", "let a = `at @`;"},
    {"text/plain; charset=utf-8", "Disallow: /@/"},
    {"image/svg+xml", "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>@</text></svg>"},
    {"application/octet-stream", "plain words about @"},
};

static void test_names(void)
{
    g_auto(LeakSite) site = {0};
    leak_site_init(&site, tree, "community", NULL, 0);
    for (size_t i = 0; i < G_N_ELEMENTS(name_places); i++)
        for (size_t k = 0; k < G_N_ELEMENTS(name_forms); k++) {
            /* JSON keys are prescribed words: there a name needs two. A class is written in one word. */
            g_autofree char *text = fill(name_places[i].text, name_forms[k]);
            if (strstr(text, " Inc\": 1") == NULL || strstr(name_forms[k], "inancial") != NULL)
                inject(&site, name_places[i].type, text, "[leak-name]");
        }
}

/* ---- Encodings
 * ------------------------------------------------------------------------------------------------- */

static const struct {
    const char *type, *text;
} encoded_names[] = {
    {"text/html; charset=utf-8", "<p><b>Tru</b>ist</p>"},
    {"text/html; charset=utf-8", "<p>Tr<!-- x -->uist</p>"},
    {"text/html; charset=utf-8", "<p>Tru<wbr>ist</p>"},
    {"text/html; charset=utf-8", "<p>Tru&shy;ist</p>"},
    {"text/html; charset=utf-8", "<p>&#84;ruist</p>"},
    {"text/html; charset=utf-8", "<p>&#x54;&#x72;uist</p>"},
    {"text/html; charset=utf-8", "<p>Truist&nbsp;Financial</p>"},
    {"text/html; charset=utf-8", "<p><code>&amp;#84;ruist</code></p>"},
    {"text/html; charset=utf-8", "<a href=\"https://x.example/?q=%54ruist\">x</a>"},
    {"text/html; charset=utf-8", "<a href=\"https://x.example/?q=B%C5%82%C4%99kit\">x</a>"},
    {"text/html; charset=utf-8", "<a href=\"https://xn--bkit-5va9v.example/\">x</a>"},
    {"text/html; charset=utf-8", "<img src=\"data:text/plain;base64,VHJ1aXN0IEZpbmFuY2lhbA==\">"},
    {"text/html; charset=utf-8",
     "<img "
     "src=\"data:image/"
     "svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciPjx0ZXh0PlRydWlzdDwvdGV4dD48L3N2Zz4="
     "\">"},
    {"text/html; charset=utf-8",
     "<img "
     "src=\"data:image/svg+xml,%3Csvg%3E%3Ctext%3ETru%3Ctspan%3Eist%3C/tspan%3E%3C/text%3E%3C/svg%3E\">"},
    {"text/html; charset=utf-8",
     "<script type=\"application/ld+json\">{\"name\": \"\\u0054ruist\"}</script>"},
    {"text/html; charset=utf-8", "<script>x = \"\\x54ruist\"; y = \"\\u{54}ruist\"</script>"},
    {"text/html; charset=utf-8", "<iframe srcdoc=\"&lt;p&gt;Tru&lt;i&gt;ist&lt;/i&gt;&lt;/p&gt;\"></iframe>"},
    {"application/xml", "<content type=\"html\">&lt;p&gt;&lt;b&gt;Tru&lt;/b&gt;ist&lt;/p&gt;</content>"},
    {"application/xml", "<content type=\"html\">&lt;p&gt;&amp;#84;ruist&lt;/p&gt;</content>"},
    {"application/json", "{\"a\": \"\\u0054\\u0072uist\"}"},
    {"application/json", "{\"a\": \"line\\nTruist\"}"},
    {"application/json", "{\"content_html\": \"\\u003cb\\u003eTru\\u003c/b\\u003eist\"}"},
    {"text/vcard; charset=utf-8", "NOTE:worked at Tru\r\n ist and elsewhere\r\n"},
    {"text/vcard; charset=utf-8", "NOTE;ENCODING=QUOTED-PRINTABLE:at =54ruist\r\n"},
    {"text/vcard; charset=utf-8", "NOTE;ENCODING=b:VHJ1aXN0IEZpbmFuY2lhbA==\r\n"},
    {"text/calendar; charset=utf-8", "SUMMARY:one\\nTruist\\, two\r\n"},
    {"text/css; charset=utf-8", "a::after { content: '\\54 ruist' }"},
    {"text/css; charset=utf-8", "a::after { content: \"\\000054ruist\" }"},
    {"text/css; charset=utf-8", ".truist-financial { color: red }"},
    {"text/css; charset=utf-8", "a { background: url(\"/%54ruist.png\") }"},
    {"application/pdf", "%PDF-1.4\n1 0 obj <</Title (Truist plan)>> endobj"},
};

static void test_encodings(void)
{
    g_auto(LeakSite) site = {0};
    leak_site_init(&site, tree, "community", NULL, 0);
    for (size_t i = 0; i < G_N_ELEMENTS(encoded_names); i++)
        inject(&site, encoded_names[i].type, encoded_names[i].text, "[leak-name]");
}

/* ---- Hidden words
 * ------------------------------------------------------------------------------------------------ */

static const char *const hidden_words[] = {
    "second ledger was already empty by then",       /* seven: not enough */
    "the second ledger was already empty by then",   /* eight, to the end of the text */
    "Nobody outside the room knew that the second",  /* visible as well */
    "ledger moved quietly over one long weekend in", /* of the front matter */
    "remember to ask Sam whether this number may",   /* a comment */
    "for a role that pays better than the",          /* another audience's settings */
};

static const char *const word_ids[] = {"", "[leak-text]", "", "[leak-text]", "[leak-text]", "[leak-text]"};

static const struct {
    const char *type, *text, *gap;
} word_places[] = {
    {"text/html; charset=utf-8", "<p>so @ indeed</p>", " "},
    {"text/html; charset=utf-8", "<ul><li>@</li></ul>", "</li><li>"},
    {"text/html; charset=utf-8", "<p>@</p>", "</i> <i>"},
    {"text/html; charset=utf-8", "<p>@</p>", "&nbsp;"},
    {"text/html; charset=utf-8", "<meta name=\"description\" content=\"@\">", " "},
    {"text/html; charset=utf-8", "<h2 id=\"@\">x</h2>", "-"},
    {"application/xml", "<content type=\"html\">&lt;p&gt;@&lt;/p&gt;</content>", "&lt;/b&gt; &lt;i&gt;"},
    {"application/json", "{\"content_text\": \"@\"}", "\\n"},
    {"text/calendar; charset=utf-8", "DESCRIPTION:@\r\n", "\\n"},
    {"text/vcard; charset=utf-8", "NOTE:@\r\n", "\r\n  "},
    {"text/css; charset=utf-8", "/* @ */", " "},
    {"text/plain; charset=utf-8", "@", "\n"},
    {"image/svg+xml", "<svg><desc>@</desc></svg>", " "},
};

static void test_words(void)
{
    g_auto(LeakSite) site = {0};
    leak_site_init(&site, tree, "community", NULL, 0);
    for (size_t i = 0; i < G_N_ELEMENTS(word_places); i++)
        for (size_t k = 0; k < G_N_ELEMENTS(hidden_words); k++) {
            g_auto(GStrv) words = g_strsplit(hidden_words[k], " ", -1);
            g_autofree char *joined = g_strjoinv(word_places[i].gap, words);
            g_autofree char *text = fill(word_places[i].text, joined);
            inject(&site, word_places[i].type, text, word_ids[k]);
        }
}

/* ---- Titles, addresses, files
 * -------------------------------------------------------------------------------------- */

static const struct {
    const char *type, *text, *id;
} others[] = {
    {"text/html; charset=utf-8", "<p>Secret merger of two banks</p>", "[leak-text]"},
    {"text/html; charset=utf-8", "<p>SECRET MERGER <b>OF TWO</b> BANKS</p>", "[leak-text]"},
    {"text/html; charset=utf-8", "<p>a merger of two banks</p>", ""},
    {"text/html; charset=utf-8", "<a href=\"/community/projects/secret-merger-of-two-banks/\">x</a>",
     "[leak-address]"},
    {"text/html; charset=utf-8",
     "<a href=\"https://robin.example/community/projects/secret-merger-of-two-banks\">x</a>",
     "[leak-address]"},
    {"text/html; charset=utf-8", "<a href=\"/community/old/hush/\">x</a>", "[leak-address]"},
    {"text/html; charset=utf-8", "<a href=\"https://other.example/old/hush/\">x</a>", ""},
    {"text/html; charset=utf-8", "<p>an old hush fell</p>", ""},
    {"text/plain; charset=utf-8", "Disallow: /community/old/hush/", "[leak-address]"},
    {"application/xml", "<loc>https://robin.example/community/old/hush/</loc>", "[leak-address]"},
    {"text/html; charset=utf-8", "<img src=\"hidden-plan-of-rooms.svg\" alt=\"\">", "[leak-address]"},
    {"text/html; charset=utf-8", "<p>a hidden plan of rooms</p>", ""},
    {"text/html; charset=utf-8", "<p>Distruist and Truistic</p>", ""},
    {"text/html; charset=utf-8", "<p>Tru ist</p>", ""},
    {"text/css; charset=utf-8", ".truist { color: red }", ""},
    {"text/html; charset=utf-8", "<p>a large bank</p>", ""},
    /* Of a marked part: all of it, its beginning which may be another's, a word in the middle. */
    {"text/html; charset=utf-8", "<p>They told me on that long day in June how it ended</p>", "[leak-text]"},
    {"text/html; charset=utf-8", "<p>They told me on that long day in June</p><p>How are you</p>", ""},
    {"text/html; charset=utf-8", "<p>the year in which we left Boston for a smaller town</p>", "[leak-text]"},
    {"text/html; charset=utf-8", "<p>the year in which we left for a smaller town</p>", ""},
    {"image/png", "\x89PNG\r\n\x1a\nnot whole", "[leak-metadata]"},
};

static void test_others(void)
{
    g_auto(LeakSite) site = {0};
    leak_site_init(&site, tree, "community", NULL, 0);
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        inject(&site, others[i].type, others[i].text, others[i].id);
}

static void test_paths(void)
{
    static const char *const paths[][2] = {
        {"projects/truist-financial/index.html", "[leak-name]"},
        {"projects/x/Truist.png", "[leak-name]"},
        {"old/hush/index.html", "[leak-address]"},
        {"old/hush.html", "[leak-address]"},
        {"old/hushed/index.html", ""},
        {"projects/secret-merger-of-two-banks/index.html", "[leak-address]"},
        {"projects/secret-merger/index.html", ""},
    };
    g_auto(LeakSite) site = {0};
    leak_site_init(&site, tree, "community", NULL, 0);
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
        leak_site_put(&site, paths[i][0], "application/octet-stream", "x", 1);
        expect(&site, paths[i][1], paths[i][0]);
        leak_site_remove(&site, paths[i][0]);
    }
}

/* The very bytes of a hidden file, whatever it is called; also inside of a page. */
static void test_hidden_file(void)
{
    g_auto(LeakSite) site = {0};
    leak_site_init(&site, tree, "community", NULL, 0);
    g_autofree char *bytes = NULL;
    gsize length;
    g_assert_true(
        g_file_get_contents("site-content/projects/hidden-plan-of-rooms.svg", &bytes, &length, NULL));
    leak_site_put(&site, "projects/open/a.svg", "image/svg+xml", bytes, length);
    expect(&site, "[leak-file]", "the bytes of a hidden file");
    leak_site_remove(&site, "projects/open/a.svg");
    g_autofree char *code = g_base64_encode((const guchar *)bytes, length);
    g_autofree char *page = g_strconcat("<img src=\"data:image/svg+xml;base64,", code, "\">", NULL);
    inject(&site, "text/html; charset=utf-8", page, "[leak-file]");
}

/* What is not hidden from the other audience is not looked for there. */
static void test_other_audience(void)
{
    g_auto(LeakSite) site = {0};
    leak_site_init(&site, tree, "recruiter", NULL, 0);
    expect(&site, "", "the site as it is");
    inject(&site, "text/html; charset=utf-8",
           "<p>Truist Financial: the second ledger was already empty by then</p>", "");
    inject(&site, "text/html; charset=utf-8", "<p>remember to ask Sam whether this number may be told</p>",
           "[leak-text]");
}

/* One message for a thing and a kind of output, whatever the order of the threads. */
static void test_report(void)
{
    g_auto(LeakSite) site = {0};
    leak_site_init(&site, tree, "community", NULL, 0);
    for (int i = 0; i < 40; i++) {
        g_autofree char *path = g_strdup_printf("p%02d.html", i);
        static const char text[] = "<p>x</p>\n<p>Truist: the second ledger was already empty by then</p>\n";
        leak_site_put(&site, path, "text/html; charset=utf-8", text, sizeof text - 1);
    }
    static const char link[] = "<a href=\"/community/old/hush/\">x</a>";
    leak_site_put(&site, "link.html", "text/html; charset=utf-8", link, sizeof link - 1);
    leak_site_put(&site, "photo.png", "image/png", "\x89PNG\r\n\x1a\nnot whole", 17);
    g_autofree char *hidden = NULL;
    gsize length;
    g_assert_true(
        g_file_get_contents("site-content/projects/hidden-plan-of-rooms.svg", &hidden, &length, NULL));
    leak_site_put(&site, "x/plan.svg", "image/svg+xml", hidden, length);
    g_autofree char *one = leak_site_audit(&site, 1);
    g_autofree char *many = leak_site_audit(&site, 7);
    g_autofree char *expected = g_build_filename(g_getenv("LEAK_CASES"), "report.expected", NULL);
    g_assert_cmpstr(one, ==, many);
    test_expect_file(expected, one);
}

/* Whatever bytes come, the readers stay within them. */
static void test_damage(void)
{
    g_auto(LeakSite) site = {0};
    leak_site_init(&site, tree, "community", NULL, 0);
    while (site.files->len > 0)
        g_ptr_array_remove_index(site.files, 0);
    for (int round = 0; round < 400; round++) {
        size_t number = (size_t)g_test_rand_int_range(0, G_N_ELEMENTS(encoded_names));
        g_autofree char *text = g_strdup(encoded_names[number].text);
        size_t length = strlen(text);
        for (int i = 0; i < 4; i++)
            text[g_test_rand_int_range(0, (int)length)] = "<>&;%\\\"'/=\0x-!"[g_test_rand_int_range(0, 15)];
        g_autofree char *path = g_strdup_printf("%d", round);
        leak_site_put(&site, path, encoded_names[number].type, text,
                      (size_t)g_test_rand_int_range(0, (int)length));
    }
    g_autofree char *said = leak_site_audit(&site, 2);
    g_assert_nonnull(said);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/leaks/clean", test_clean);
    g_test_add_func("/leaks/names", test_names);
    g_test_add_func("/leaks/encodings", test_encodings);
    g_test_add_func("/leaks/words", test_words);
    g_test_add_func("/leaks/others", test_others);
    g_test_add_func("/leaks/paths", test_paths);
    g_test_add_func("/leaks/hidden-file", test_hidden_file);
    g_test_add_func("/leaks/other-audience", test_other_audience);
    g_test_add_func("/leaks/report", test_report);
    g_test_add_func("/leaks/damage", test_damage);
    return g_test_run();
}
