/* Every file that formats/ makes of an edition, by name, for tests that hold something of all of them. */
#pragma once

#include <vitrine/formats.h>

typedef struct FormatFile {
    char *name; /* "feed.xml", "projects-rss.xml", "ld-projects-dsp.json" */
    char *text;
    size_t length;
} FormatFile;

/* Of FormatFile; feeds only where there are dated entries, as the contract asks. */
GArray *all_formats(const VtEdition *edition);

/* XML, JSON, content lines: by the name's ending, reads the file again with another reader and fails the test
 * where that finds a mistake. */
void check_format(const FormatFile *file);
