#pragma once

/* The media type of a path, by its ending: "text/html; charset=utf-8" for "index.html". Never NULL. */
const char *vt_media_type(const char *path);
