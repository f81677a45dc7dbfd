/* "<name>" is read eight bytes at once, "<name >" byte by byte: both say the same, wherever the text ends. */
#include <vitrine/html.h>

/* In texts here it stands for the ">" of a tag that has no attributes. */
#define CLOSE '\1'

/* At the end of a block of memory of its own, so that a look beyond is caught. */
static char *with_close(const char *text, size_t length, const char *close, size_t *size)
{
    g_auto(VtBuffer) made = {0};
    for (size_t i = 0; i < length; i++)
        if (text[i] == CLOSE)
            vt_buffer_append_string(&made, close);
        else
            vt_buffer_append_char(&made, text[i]);
    *size = made.length;
    return g_memdup2(made.data, made.length);
}

static void tell_text(VtBuffer *out, VtSlice text)
{
    vt_buffer_append_slice(out, text);
    vt_buffer_append_char(out, '|');
}

static void tell_tag(VtBuffer *out, VtHtmlTokens *tokens, const VtHtmlTag *tag)
{
    vt_buffer_append_format(out, "\n%u: %u %u%s%s ", vt_html_tokens_line(tokens), tag->name_length,
                            tag->syntax, tag->is_end ? " end" : "", tag->closes_itself ? " closed" : "");
    vt_buffer_append(out, tag->name, sizeof tag->name); /* with the zeros behind it */
    for (size_t i = 0; i < tag->attribute_count; i++) {
        tell_text(out, tag->attributes[i].name);
        tell_text(out, tag->attributes[i].value);
    }
    vt_buffer_append_string(out, tokens->fault != NULL ? tokens->fault : "");
}

static void tell(VtBuffer *out, const char *text, size_t length, const char *close)
{
    size_t size;
    g_autofree char *whole = with_close(text, length, close, &size);
    VtHtmlTokens tokens;
    VtHtmlTag tag;
    memset(&tag, 'x', sizeof tag);
    vt_html_tokens_init(&tokens, whole, size);
    while (vt_html_tokens_next(&tokens, &tag))
        tell_tag(out, &tokens, &tag);
    tell_text(out, vt_slice(tokens.fault));
}

static void expect_same(const char *text, size_t length)
{
    g_auto(VtBuffer) quick = {0}, general = {0};
    tell(&quick, text, length, ">");
    tell(&general, text, length, " >");
    g_assert_cmpmem(quick.data, (int)quick.length, general.data, (int)general.length);
}

static void expect_same_cut_anywhere(const char *text, size_t length)
{
    for (size_t cut = 0; cut <= length; cut++)
        expect_same(text, cut);
}

static void test_by_hand(void)
{
    static const VtSlice texts[] = {
        VT_SLICE_INIT("<p\1a</p\1"),
        VT_SLICE_INIT("<b\1"),
        VT_SLICE_INIT("<P\1</P\1<Section\1</sECTION\1"),
        VT_SLICE_INIT("<section\1<article\1<header\1</header\1</article\1</section\1"),
        VT_SLICE_INIT("<blockquote\1</blockquote\1<my-element\1</my-element\1"),
        VT_SLICE_INIT("<h1\1</h1\1<h2\1<a1b2c3d\1<a1b2c3d4\1"),
        VT_SLICE_INIT("<a\0b\1<a\0\1<\0\1<a\0"),
        VT_SLICE_INIT("<a=b\1<a=\1<a<b\1<a'\1<a\"b\1<a;\1<a?\1<a\x7f\1<a-\1<a_\1<a.b:c\1"),
        VT_SLICE_INIT("<\xc3\xa9\1<a\xc3\xa9\1<a\xff\1<a\x80\xbf\xc0\xdf\1<a\xb0\1<a\xe0\1<a\xbe\1"),
        VT_SLICE_INIT("<br/><a/b><a/><a b=c><a b='>'><a b=\">\"><img src=x />"),
        VT_SLICE_INIT("<\1</\1<1\1</1\1< a\1<<a\1<a<\1<<<\1"),
        VT_SLICE_INIT("<script\1<b\1</b\1</scrip\1</script\1<b\1"),
        VT_SLICE_INIT("<title\1a <b\1 </titles\1 <</title\1<p\1"),
        VT_SLICE_INIT("</script\1<b\1<STYLE\1<p\1</style\1<p\1"),
        VT_SLICE_INIT("<!-- <b\1 --><b\1<!doctype html><i\1<?x <b\1<u\1<!-- <b\1"),
        VT_SLICE_INIT("a\n<p\1\n\n<b\1\n</b\1 > >> <i\1>\1"),
        VT_SLICE_INIT("<b\1<a b=\"not closed"),
        VT_SLICE_INIT("<abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz\1<b\1"),
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        expect_same_cut_anywhere(texts[i].data, texts[i].length);
}

static bool ends_name(char c)
{
    return c != '\0' && strchr("> /\t\n\f\r", c) != NULL;
}

/* Every byte in every place of a name of up to twelve. */
static void test_each_byte(void)
{
    for (size_t length = 1; length <= 12; length++)
        for (size_t place = 0; place < length; place++)
            for (unsigned byte = 0; byte < 256; byte++) {
                char text[] = "</aaaaaaaaaaaaxx<b";
                if (byte == CLOSE || ends_name((char)byte))
                    continue;
                text[2 + place] = (char)byte;
                text[2 + length] = CLOSE;
                expect_same(text, sizeof text - 1);
                expect_same(text, length + 3);
                memmove(text + 1, text + 2, sizeof text - 2);
                expect_same(text, sizeof text - 2);
            }
}

static void append_name(GRand *random, GString *text)
{
    static const char bytes[] =
        "abcdefghijklmnopqrstuvwxyz0123456789ABCXYZ-=_.<\"'\0\x7f\x80\xbf\xc3\xa9\xff";
    static const char *const known[] = {"p", "li", "br", "script", "title", "style", "svg", "section", "H1"};
    if (g_rand_int_range(random, 0, 3) == 0) {
        g_string_append(text, known[g_rand_int_range(random, 0, G_N_ELEMENTS(known))]);
        return;
    }
    for (int left = g_rand_int_range(random, 1, 13); left > 0; left--)
        g_string_append_c(text, bytes[g_rand_int_range(random, 0, sizeof bytes - 1)]);
}

static void append_piece(GRand *random, GString *text)
{
    static const char *const others[] = {
        "text ", "\n",   "<a href=\"/x/\">", "<br/>", "<img alt=x / >", "<!--", "--> <b\1\1", "< ",
        "</",    "<p/q>"};
    if (g_rand_int_range(random, 0, 3) == 0) {
        g_string_append(text, others[g_rand_int_range(random, 0, G_N_ELEMENTS(others))]);
        return;
    }
    g_string_append(text, g_rand_int_range(random, 0, 2) == 0 ? "<" : "</");
    append_name(random, text);
    g_string_append_c(text, CLOSE);
}

static void test_random(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(5);
    for (int round = 0; round < 1500; round++) {
        g_autoptr(GString) text = g_string_new(NULL);
        for (int left = g_rand_int_range(random, 1, 8); left > 0; left--)
            append_piece(random, text);
        expect_same_cut_anywhere(text->str, text->len);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/tokens/by-hand", test_by_hand);
    g_test_add_func("/tokens/each-byte", test_each_byte);
    g_test_add_func("/tokens/random", test_random);
    return g_test_run();
}
