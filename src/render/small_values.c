#include "view_model.h"

VtValue vt_date_value(const VtRenderer *renderer, VtArena *arena, VtDate date)
{
    if (!vt_date_is_set(date) || date.present)
        return VT_NULL;
    return vt_model_date(
        &renderer->shapes, arena,
        &(VtModelDate){
            .iso = vt_value_string(vt_words_datetime(date, NULL, arena)),
            .text = vt_value_string(vt_words_date(&renderer->words, date, false, arena)),
            .short_text = vt_value_string(vt_words_date(&renderer->words, date, true, arena)),
            .year = vt_value_integer(date.year),
            .month = vt_value_string(vt_words_month(&renderer->words, date)),
            .day = date.day ? vt_value_integer(date.day) : VT_NULL,
        });
}

VtValue vt_dates_value(const VtRenderer *renderer, VtArena *arena, VtDate start, VtDate end, bool current,
                       int months)
{
    if (!vt_date_is_set(start) && !vt_date_is_set(end))
        return VT_NULL;
    const VtWords *words = &renderer->words;
    return vt_model_dates(&renderer->shapes, arena,
                          &(VtModelDates){
                              .start = vt_date_value(renderer, arena, start),
                              .end = current ? VT_NULL : vt_date_value(renderer, arena, end),
                              .current = vt_value_bool(current),
                              .range = vt_value_string(vt_words_range(words, start, end, current, arena)),
                              .years = vt_value_string(vt_words_years(start, end, current, arena)),
                              .months = months > 0 ? vt_value_integer(months) : VT_NULL,
                              .duration = vt_value_string(vt_words_duration(words, months, arena)),
                          });
}

const char *vt_absolute(const VtRenderer *renderer, VtArena *arena, const char *address)
{
    if (address[0] != '/' || address[1] == '/')
        return address;
    return vt_join(arena, renderer->edition->origin, address);
}

static VtValue pixels(uint32_t count)
{
    return count > 0 ? vt_value_integer(count) : VT_NULL;
}

VtValue vt_image_value(const VtRenderer *renderer, VtArena *arena, const VtEditionEntry *entry)
{
    static const VtPicture unknown;
    const char *address = entry->image_address;
    if (!address)
        return VT_NULL;
    const VtPicture *picture = entry->picture ? entry->picture : &unknown;
    return vt_model_image(&renderer->shapes, arena,
                          &(VtModelImage){
                              .address = vt_value_string(address),
                              .canonical = vt_value_string(vt_absolute(renderer, arena, address)),
                              .alt = vt_value_string(entry->image_alt ? entry->image_alt : ""),
                              .width = pixels(picture->width),
                              .height = pixels(picture->height),
                              .webp_set = vt_text_or_null(picture->webp_set),
                              .jpeg_set = vt_text_or_null(picture->jpeg_set),
                          });
}

/* "https://www.robin.example/talks" → "www.robin.example"; an address without a host stands for itself. */
static const char *host_of(VtArena *arena, const char *url)
{
    const char *host = strstr(url, "://");
    if (!host) {
        const char *mail = g_str_has_prefix(url, "mailto:") ? url + strlen("mailto:") : url;
        return vt_arena_string(arena, mail);
    }
    host += 3;
    return vt_arena_copy(arena, host, strcspn(host, "/?#"));
}

VtValue vt_links_value(const VtRenderer *renderer, VtArena *arena, const VtNamedLink *links, size_t count)
{
    VtList *list = vt_list_new(arena, count);
    for (size_t i = 0; i < count; i++) {
        const char *label = links[i].label ? links[i].label : host_of(arena, links[i].url);
        VtModelLink link = {.label = vt_value_string(label), .url = vt_value_string(links[i].url)};
        vt_list_add(list, vt_model_link(&renderer->shapes, arena, &link));
    }
    return vt_value_list(list);
}

VtValue vt_texts_value(VtArena *arena, VtStrings strings)
{
    VtList *list = vt_list_new(arena, strings.count);
    for (size_t i = 0; i < strings.count; i++)
        vt_list_add(list, vt_value_string(strings.items[i]));
    return vt_value_list(list);
}

VtValue vt_feeds_value(const VtRenderer *renderer, VtArena *arena, const char *folder)
{
    return vt_model_feeds(&renderer->shapes, arena,
                          &(VtModelFeeds){
                              .atom = vt_value_string(vt_join(arena, folder, "feed.xml")),
                              .rss = vt_value_string(vt_join(arena, folder, "rss.xml")),
                              .json = vt_value_string(vt_join(arena, folder, "feed.json")),
                          });
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* White space runs become one space. Stops after `limit` characters; `whole` tells whether that was all. */
static size_t one_line(const char *text, char *line, size_t limit, bool *whole)
{
    size_t length = 0, characters = 0;
    for (; *text; text++) {
        bool space = is_space(*text);
        if (space && (length == 0 || line[length - 1] == ' '))
            continue;
        bool starts_character = ((unsigned char)*text & 0xc0) != 0x80;
        if (starts_character && characters++ == limit)
            break;
        line[length++] = space ? ' ' : *text;
    }
    *whole = *text == '\0' || text[strspn(text, " \n\t\r")] == '\0';
    return length;
}

static size_t cut_at_word(const char *line, size_t length)
{
    /* Room for the dots, without splitting a character. */
    do {
        length--;
    } while (length > 0 && ((unsigned char)line[length] & 0xc0) == 0x80);
    size_t end = length;
    while (end > 0 && line[end] != ' ')
        end--;
    /* Scripts without spaces are cut at a character. */
    if (end == 0)
        return length;
    while (end > 0 && strchr(" ,;:.-", line[end - 1]))
        end--;
    return end;
}

const char *vt_description(VtArena *arena, const char *text)
{
    char line[VT_DESCRIPTION_LENGTH * 4 + 1];
    bool whole;
    size_t length = text ? one_line(text, line, VT_DESCRIPTION_LENGTH, &whole) : 0;
    if (length == 0)
        return NULL;
    if (whole)
        return vt_arena_copy(arena, line, length - (line[length - 1] == ' '));
    length = cut_at_word(line, length);
    memcpy(line + length, "…", sizeof "…" - 1);
    return vt_arena_copy(arena, line, length + sizeof "…" - 1);
}

const char *vt_join(VtArena *arena, const char *a, const char *b)
{
    size_t first = strlen(a), second = strlen(b);
    char *both = vt_arena_alloc(arena, first + second + 1);
    memcpy(both, a, first);
    memcpy(both + first, b, second);
    return both;
}

unsigned vt_reading_minutes(size_t words)
{
    return words == 0 ? 0 : (unsigned)((words + 199) / 200);
}
