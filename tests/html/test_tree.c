/* The expected trees are what the standard's algorithm makes of the same HTML in a <div>; parse5 and browsers
 * say the same. */
#include <vitrine/html_tree.h>

typedef struct Case {
    const char *html, *tree;
} Case;

static void tell_text(GString *out, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autofree char *line = g_strjoinv("\\n", lines);
    g_string_append_printf(out, "'%s'", line);
}

/* p[id=x]{'text' b{'more'}} */
static void tell(GString *out, const VtHtmlNode *node)
{
    for (const VtHtmlNode *child = node->first; child != NULL; child = child->next) {
        g_string_append(out, child->prev != NULL ? " " : "");
        if (child->text != NULL) {
            tell_text(out, child->text);
            continue;
        }
        g_string_append(out, child->name);
        for (size_t i = 0; i < child->attribute_count; i++)
            g_string_append_printf(out, "[%s=%s]", child->attributes[i].name, child->attributes[i].value);
        if (child->first != NULL) {
            g_string_append_c(out, '{');
            tell(out, child);
            g_string_append_c(out, '}');
        }
    }
}

/* In a block of its own, so that a look beyond its end is caught. */
static const VtHtmlNode *tree_of(const char *html, size_t length, VtArena *arena)
{
    g_autofree char *copy = g_memdup2(html, length);
    return vt_html_tree((VtSlice){copy, length}, arena);
}

static void expect(const Case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        g_autoptr(VtArena) arena = vt_arena_new();
        g_autoptr(GString) tree = g_string_new(NULL);
        tell(tree, tree_of(cases[i].html, strlen(cases[i].html), arena));
        if (strcmp(tree->str, cases[i].tree) != 0) {
            g_test_message("%s\n  gives   %s\n  and not %s", cases[i].html, tree->str, cases[i].tree);
            g_test_fail();
        }
    }
}

static void test_text(void)
{
    static const Case cases[] = {
        {"", ""},
        {"plain", "'plain'"},
        {" a\n b ", "' a\\n b '"},
        {"<p>a &lt;b&gt; &amp; &hellip; &#65;&#x42; &nosuch; &</p>", "p{'a <b> & … AB &nosuch; &'}"},
        {"a < b <3 c", "'a < b <3 c'"},
        {"a<!-- <p> -->b<!doctype html>c<?x?>d", "'abcd'"},
        {"a<!-- never closed <p>b", "'a'"},
        {"<script>if (a < b) '<p>'</script>a<style>p > b {}</style>b", "script 'a' style 'b'"},
        {"<script>never closed <p>", "script"},
        {"<textarea>\n<p>&amp;<!-- x --></textarea>a", "textarea{'<p>&<!-- x -->'} 'a'"},
        {"<pre>\na\n  b</pre>", "pre{'a\\n  b'}"},
        {"<pre>\r\na</pre><pre><b>\na</b></pre>", "pre{'a'} pre{b{'\\na'}}"},
    };
    expect(cases, G_N_ELEMENTS(cases));
}

static void test_tags(void)
{
    static const Case cases[] = {
        {"<P CLASS=\"a b\" ID='&quot;' hidden>x</P>", "p[class=a b][id=\"][hidden=]{'x'}"},
        {"<a href=/x?a=1&amp;b=2/>x</a>", "a[href=/x?a=1&b=2/]{'x'}"},
        {"<p id=a ID=b>", "p[id=a]"},
        {"a<br>b<br/>c</br>d", "'a' br 'b' br 'c' br 'd'"},
        {"<img src=a.png alt='&eacute;'>x</img>", "img[src=a.png][alt=é] 'x'"},
        {"<div/>x", "div{'x'}"},
        {"<my-element a=1>x</my-element>", "my-element[a=1]{'x'}"},
        {"<html><head></head><body class=x><p>a</body></html>", "p{'a'}"},
        {"</div></b></x></table>a", "'a'"},
        {"a</p>b", "'a' p 'b'"},
        {"<div><section>a", "div{section{'a'}}"},
        {"<div><section>a</div>b", "div{section{'a'}} 'b'"},
        {"<svg viewBox='0 0 1 1'><path d=z /><p>a", "svg[viewbox=0 0 1 1]{path[d=z]} p{'a'}"},
        {"<svg><g><a/>x</g></svg>y", "svg{g{a 'x'}} 'y'"},
        {"<svg><foreignObject><p>a</p></foreignObject><path/></svg>", "svg{foreignobject{p{'a'}} path}"},
        {"<svg><colgroup>a", "svg{colgroup{'a'}}"},
    };
    expect(cases, G_N_ELEMENTS(cases));
}

static void test_optional_ends(void)
{
    static const Case cases[] = {
        {"<p>a<p>b", "p{'a'} p{'b'}"},
        {"<p>a<div>b</div>c</p>d", "p{'a'} div{'b'} 'c' p 'd'"},
        {"<p>a<ul><li>b</ul>c", "p{'a'} ul{li{'b'}} 'c'"},
        {"<p>a<h2>b<h3>c</h2>d", "p{'a'} h2{'b'} h3{'c'} 'd'"},
        {"<p>a<hr>b", "p{'a'} hr 'b'"},
        {"<p>a<table><tr><td>b", "p{'a'} table{tbody{tr{td{'b'}}}}"},
        {"<p>a<button><p>b</button>c", "p{'a' button{p{'b'}} 'c'}"},
        {"<ul><li>a<li>b</ul>c", "ul{li{'a'} li{'b'}} 'c'"},
        {"<ul><li>a<ul><li>b<li>c</ul><li>d</ul>", "ul{li{'a' ul{li{'b'} li{'c'}}} li{'d'}}"},
        {"<ul><li><p>a<li><div>b<li>c</ul>", "ul{li{p{'a'}} li{div{'b'}} li{'c'}}"},
        {"<ul><li>a<ul></li><li>b", "ul{li{'a' ul{li{'b'}}}}"},
        {"<li>a<li>b", "li{'a'} li{'b'}"},
        {"<dl><dt>a<dd>b<dt>c<dd>d</dl>e", "dl{dt{'a'} dd{'b'} dt{'c'} dd{'d'}} 'e'"},
        {"<select><option>a<option>b<optgroup><option>c</select>d",
         "select{option{'a'} option{'b'} optgroup{option{'c'}}} 'd'"},
        {"<ruby>a<rt>b<rp>c</ruby>d", "ruby{'a' rt{'b'} rp{'c'}} 'd'"},
        {"<button>a<button>b", "button{'a'} button{'b'}"},
    };
    expect(cases, G_N_ELEMENTS(cases));
}

static void test_tables(void)
{
    static const Case cases[] = {
        {"<table><tr><th>a<td>b<tr><td>c</table>d", "table{tbody{tr{th{'a'} td{'b'}} tr{td{'c'}}}} 'd'"},
        {"<table><td>a<tbody><td>b", "table{tbody{tr{td{'a'}}} tbody{tr{td{'b'}}}}"},
        {"<table><thead><tr><th>a<tbody><tr><td>b<tfoot><tr><td>c</table>",
         "table{thead{tr{th{'a'}}} tbody{tr{td{'b'}}} tfoot{tr{td{'c'}}}}"},
        {"<table>\n<tr>\n<td>a</td>\n</tr>\n</table>", "table{'\\n' tbody{tr{'\\n' td{'a'} '\\n'} '\\n'}}"},
        {"<table><caption>a<col class=x><col><tr><td>b",
         "table{caption{'a'} colgroup{col[class=x] col} tbody{tr{td{'b'}}}}"},
        {"<table><tr><td>a<table><tr><td>b</table>c</table>d",
         "table{tbody{tr{td{'a' table{tbody{tr{td{'b'}}}} 'c'}}}} 'd'"},
        {"<table><tr><table><tr><td>a", "table{tbody{tr}} table{tbody{tr{td{'a'}}}}"},
        {"<table>a<tr>b<td>c</td>d</table>e", "'a' 'b' 'd' table{tbody{tr{td{'c'}}}} 'e'"},
        {"<table><p>a<tr><td>b</table>", "p{'a'} table{tbody{tr{td{'b'}}}}"},
        {"<table><tr><td><div>a</td><td>b</table>", "table{tbody{tr{td{div{'a'}} td{'b'}}}}"},
        {"<table><tr><td>a</tr></div></p>b</table>", "p 'b' table{tbody{tr{td{'a'}}}}"},
        {"<tr><td>a</td></tr>b", "'ab'"},
    };
    expect(cases, G_N_ELEMENTS(cases));
}

static void test_formatting(void)
{
    static const Case cases[] = {
        {"<b>a<i>b</b>c</i>d", "b{'a' i{'b'}} i{'c'} 'd'"},
        {"<p>a<b>b<p>c</b>d", "p{'a' b{'b'}} p{b{'c'} 'd'}"},
        {"<b>a<p>b</b>c</p>", "b{'a'} p{b{'b'} 'c'}"},
        {"<a href=/1>a<a href=/2>b", "a[href=/1]{'a'} a[href=/2]{'b'}"},
        {"<a href=/1>a<div>b<a href=/2>c", "a[href=/1]{'a'} div{a[href=/1]{'b'} a[href=/2]{'c'}}"},
        {"<b><table><tr><td>a</b>b</table>c", "b{table{tbody{tr{td{'ab'}}}} 'c'}"},
        {"<table><b>a<tr><td>b</table>c", "b{'a'} table{tbody{tr{td{'b'}}}} b{'c'}"},
        {"<b><b><b><b><p>a</p></b></b></b></b>b", "b{b{b{b{p{'a'}}}}} 'b'"},
        {"<p><b><b><b><b>a<p>b", "p{b{b{b{b{'a'}}}}} p{b{b{b{'b'}}}}"},
        {"<em>a<strong>b</em>c</strong>", "em{'a' strong{'b'}} strong{'c'}"},
        {"<i>a<span>b</i>c</span>", "i{'a' span{'b'}} 'c'"},
        {"<b><em><s><u><code><p>a</b>b", "b{em{s{u{code}}}} s{u{code{p{b{'a'} 'b'}}}}"},
    };
    expect(cases, G_N_ELEMENTS(cases));
}

/* ---- Any text at all --------------------------------------------------------------------------------------
 */

/* Are all links between nodes as they should be? Gives the greatest depth. */
static unsigned check(const VtHtmlNode *parent, unsigned depth)
{
    unsigned deepest = depth;
    g_assert_true(parent->last == NULL || parent->last->next == NULL);
    for (const VtHtmlNode *node = parent->first; node != NULL; node = node->next) {
        g_assert_true(node->parent == parent);
        g_assert_true(node->next != NULL ? node->next->prev == node : parent->last == node);
        g_assert_true((node->name != NULL) != (node->text != NULL));
        g_assert_true(node->text == NULL || (node->text[0] != '\0' && node->first == NULL));
        unsigned below = check(node, depth + 1);
        deepest = MAX(deepest, below);
    }
    return deepest;
}

static unsigned depth_of(const char *html, size_t length)
{
    g_autoptr(VtArena) arena = vt_arena_new();
    return check(tree_of(html, length, arena), 0);
}

static void test_depth(void)
{
    static const char *const pieces[] = {"<div>",     "<b>",         "<table>",        "<table><tr><td>",
                                         "<ul><li>",  "<a>",         "<svg>",          "<p><b>",
                                         "<div><b>x", "<b><p>x</b>", "<object><b><i>", "<table><b>",
                                         "</x>",      "<b id=",      "<template>"};
    for (size_t i = 0; i < G_N_ELEMENTS(pieces); i++) {
        g_autoptr(GString) html = g_string_new(NULL);
        for (int count = 0; count < 100000; count++)
            g_string_append(html, pieces[i]);
        g_string_append(html, "<p>x</p>");
        g_assert_cmpuint(depth_of(html->str, html->len), <=, VT_HTML_DEEPEST + 1);
    }
}

/* What is too deep is not lost. */
static void test_too_deep(void)
{
    g_autoptr(GString) html = g_string_new(NULL);
    g_autoptr(VtArena) arena = vt_arena_new();
    for (int i = 0; i < 1000; i++)
        g_string_append_printf(html, "<div>%d,", i);
    for (int i = 0; i < 1000; i++)
        g_string_append(html, "</div>");
    g_string_append(html, "<p>end</p>");
    const VtHtmlNode *root = vt_html_tree((VtSlice){html->str, html->len}, arena);
    g_autofree char *text = vt_html_content(root);
    g_assert_true(vt_html_is(root->last, "p"));
    g_assert_true(g_str_has_prefix(text, "0,1,2,") && g_str_has_suffix(text, ",998,999,end"));
    g_assert_cmpuint(strlen(text), ==, 10 * 2 + 90 * 3 + 900 * 4 + 3);
}

/* A paragraph with many formats must not make many in each that follows. */
static void test_formats_are_few(void)
{
    g_autoptr(GString) html = g_string_new("<p>");
    g_autoptr(VtArena) arena = vt_arena_new();
    size_t count = 0;
    for (int i = 0; i < 200; i++)
        g_string_append_printf(html, "<b id=%d>", i);
    g_string_append(html, "<p>x");
    const VtHtmlNode *node = vt_html_tree((VtSlice){html->str, html->len}, arena)->last;
    for (; node != NULL && node->text == NULL; node = node->first)
        count++;
    g_assert_cmpuint(count, <, 64);
}

static void append_piece(GRand *random, GString *html)
{
    static const char *const names[] = {"p",     "div",   "ul",       "li",      "b",     "i",      "a",
                                        "h2",    "table", "tr",       "td",      "tbody", "col",    "caption",
                                        "br",    "svg",   "title",    "button",  "dd",    "object", "option",
                                        "style", "pre",   "colgroup", "template"};
    static const char *const others[] = {"x",   " ",   "\n",      "&amp;", "&", "<",  "<!--",
                                         "-->", "</>", "<a b='>", "\"'>",  "/", "/>", "<![CDATA["};
    const char *name = names[g_rand_int_range(random, 0, G_N_ELEMENTS(names))];
    switch (g_rand_int_range(random, 0, 4)) {
    case 0:
        g_string_append(html, others[g_rand_int_range(random, 0, G_N_ELEMENTS(others))]);
        break;
    case 1:
        g_string_append_printf(html, "</%s>", name);
        break;
    case 2:
        g_string_append_printf(html, "<%s id=%d>", name, g_rand_int_range(random, 0, 3));
        break;
    default:
        g_string_append_printf(html, "<%s>", name);
    }
    if (g_rand_int_range(random, 0, 40) == 0)
        g_string_append_c(html, '\0');
}

static void test_random(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(7);
    for (int round = 0; round < 3000; round++) {
        g_autoptr(GString) html = g_string_new(NULL);
        for (int left = g_rand_int_range(random, 1, round % 50 == 0 ? 2000 : 30); left > 0; left--)
            append_piece(random, html);
        g_assert_cmpuint(depth_of(html->str, html->len), <=, VT_HTML_DEEPEST + 1);
    }
}

static void test_looking(void)
{
    g_autoptr(VtArena) arena = vt_arena_new();
    const VtHtmlNode *p = vt_html_tree(VT_SLICE("<p ID=x>a<b>b<i></i>c</b>\n<br> </p>d"), arena)->first;
    g_autofree char *content = vt_html_content(p);
    g_autofree char *text = vt_html_content(p->next);
    g_assert_cmpstr(content, ==, "abc\n ");
    g_assert_cmpstr(text, ==, "d");
    g_assert_cmpstr(vt_html_attribute(p, "id"), ==, "x");
    g_assert_null(vt_html_attribute(p, "class"));
    g_assert_null(vt_html_attribute(p->next, "id"));
    g_assert_true(vt_html_is_any(p, (const char *const[]){"b", "p", NULL}));
    g_assert_false(vt_html_is(p->next, "p"));
    g_assert_true(vt_html_is_blank(p->last));
    g_assert_false(vt_html_is_blank(p) || vt_html_is_blank(p->next));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/tree/text", test_text);
    g_test_add_func("/tree/tags", test_tags);
    g_test_add_func("/tree/optional-ends", test_optional_ends);
    g_test_add_func("/tree/tables", test_tables);
    g_test_add_func("/tree/formatting", test_formatting);
    g_test_add_func("/tree/depth", test_depth);
    g_test_add_func("/tree/too-deep", test_too_deep);
    g_test_add_func("/tree/formats-are-few", test_formats_are_few);
    g_test_add_func("/tree/random", test_random);
    g_test_add_func("/tree/looking", test_looking);
    return g_test_run();
}
