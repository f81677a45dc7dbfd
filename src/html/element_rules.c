/* Sections 13.2.4.2 and 13.2.6.4.7 of the standard, as a table. */
#include "tree.h"

#include <stdlib.h>

enum {
    BLOCK = VT_CLOSES_P | VT_SPECIAL | VT_CLOSES_ALL,
    OLD_BLOCK = BLOCK | VT_ENDS_FOREIGN,
    FORMAT = VT_FORMATTING | VT_ENDS_FOREIGN,
    HEADING = VT_CLOSES_P | VT_SPECIAL | VT_HEADING | VT_ENDS_FOREIGN,
    ITEM = VT_CLOSES_P | VT_SPECIAL | VT_IMPLIED_END | VT_ENDS_FOREIGN,
    EMPTY = VT_SPECIAL | VT_EMPTY,
    UNSEEN = EMPTY | VT_UNFORMATTED,
    RAW = VT_SPECIAL | VT_UNFORMATTED,
    OBJECT = VT_SPECIAL | VT_SCOPE | VT_OWN_FORMATS | VT_CLOSES_ALL,
    CELL = VT_TABLE_PART | VT_SPECIAL | VT_SCOPE | VT_OWN_FORMATS,
    ROWS = VT_TABLE_PART | VT_SPECIAL | VT_HOLDS_PARTS
};

/* In the order of the names. */
static const VtElementRules rules[] = {
    {"a", VT_FORMATTING},
    {"address", BLOCK},
    {"applet", OBJECT},
    {"area", EMPTY},
    {"article", BLOCK},
    {"aside", BLOCK},
    {"b", FORMAT},
    {"base", UNSEEN},
    {"basefont", UNSEEN},
    {"bgsound", UNSEEN},
    {"big", FORMAT},
    {"blockquote", OLD_BLOCK},
    {"body", VT_PASSED_OVER | VT_ENDS_FOREIGN},
    {"br", EMPTY | VT_ENDS_FOREIGN},
    {"button", VT_SPECIAL | VT_CLOSES_ALL},
    {"caption", CELL},
    {"center", OLD_BLOCK},
    {"code", FORMAT},
    {"col", VT_TABLE_PART | EMPTY},
    {"colgroup", VT_TABLE_PART | VT_SPECIAL},
    {"dd", ITEM},
    {"details", BLOCK},
    {"dialog", VT_CLOSES_P | VT_CLOSES_ALL},
    {"dir", BLOCK},
    {"div", OLD_BLOCK},
    {"dl", OLD_BLOCK},
    {"dt", ITEM},
    {"em", FORMAT},
    {"embed", EMPTY | VT_ENDS_FOREIGN},
    {"fieldset", BLOCK},
    {"figcaption", BLOCK},
    {"figure", BLOCK},
    {"font", VT_FORMATTING},
    {"footer", BLOCK},
    {"form", BLOCK},
    {"frame", VT_PASSED_OVER},
    {"frameset", VT_PASSED_OVER},
    {"h1", HEADING},
    {"h2", HEADING},
    {"h3", HEADING},
    {"h4", HEADING},
    {"h5", HEADING},
    {"h6", HEADING},
    {"head", VT_PASSED_OVER | VT_ENDS_FOREIGN},
    {"header", BLOCK},
    {"hgroup", BLOCK},
    {"hr", VT_CLOSES_P | EMPTY | VT_ENDS_FOREIGN},
    {"html", VT_PASSED_OVER},
    {"i", FORMAT},
    {"iframe", RAW},
    {"img", EMPTY | VT_ENDS_FOREIGN},
    {"input", EMPTY},
    {"keygen", EMPTY},
    {"li", ITEM},
    {"link", UNSEEN},
    {"listing", OLD_BLOCK},
    {"main", BLOCK},
    {"marquee", OBJECT},
    {"menu", OLD_BLOCK},
    {"meta", UNSEEN | VT_ENDS_FOREIGN},
    {"nav", BLOCK},
    {"nobr", FORMAT},
    {"noembed", RAW},
    {"noframes", RAW},
    {"noscript", VT_SPECIAL},
    {"object", OBJECT},
    {"ol", OLD_BLOCK},
    {"optgroup", VT_IMPLIED_END},
    {"option", VT_IMPLIED_END},
    {"p", ITEM},
    {"param", UNSEEN},
    {"pre", OLD_BLOCK},
    {"rb", VT_IMPLIED_END | VT_UNFORMATTED},
    {"rp", VT_IMPLIED_END | VT_UNFORMATTED},
    {"rt", VT_IMPLIED_END | VT_UNFORMATTED},
    {"rtc", VT_IMPLIED_END | VT_UNFORMATTED},
    {"ruby", VT_ENDS_FOREIGN},
    {"s", FORMAT},
    {"script", RAW | VT_ANYWHERE},
    {"search", BLOCK},
    {"section", BLOCK},
    {"select", VT_SPECIAL},
    {"small", FORMAT},
    {"source", UNSEEN},
    {"span", VT_ENDS_FOREIGN},
    {"strike", FORMAT},
    {"strong", FORMAT},
    {"style", RAW | VT_ANYWHERE},
    {"sub", VT_ENDS_FOREIGN},
    {"summary", BLOCK},
    {"sup", VT_ENDS_FOREIGN},
    {"table", VT_CLOSES_P | VT_SPECIAL | VT_SCOPE | VT_HOLDS_PARTS | VT_ENDS_FOREIGN},
    {"tbody", ROWS},
    {"td", CELL},
    {"template", OBJECT | VT_UNFORMATTED | VT_ANYWHERE},
    {"textarea", RAW},
    {"tfoot", ROWS},
    {"th", CELL},
    {"thead", ROWS},
    {"title", RAW},
    {"tr", ROWS},
    {"track", UNSEEN},
    {"tt", FORMAT},
    {"u", FORMAT},
    {"ul", OLD_BLOCK},
    {"var", VT_ENDS_FOREIGN},
    {"wbr", EMPTY},
    {"xmp", BLOCK},
};

static int compare(const void *name, const void *entry)
{
    return strcmp(name, ((const VtElementRules *)entry)->name);
}

const VtElementRules *vt_element_rules(const char *name)
{
    return bsearch(name, rules, G_N_ELEMENTS(rules), sizeof rules[0], compare);
}

bool vt_name_is(const char *name, const char *const *names)
{
    while (*names != NULL && strcmp(name, *names) != 0)
        names++;
    return *names != NULL;
}
