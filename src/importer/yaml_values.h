/* Values of front matter through libyaml's emitter. Private to the importer. */
#pragma once

#include <glib.h>
#include <jansson.h>
#include <stdbool.h>
#include <yaml.h>

/* May the text stand without quotes and be read back as that text? */
bool vt_yaml_is_plain(const char *text);
/* `plain`: a key, a date or a number that is to be read as one. */
void vt_yaml_scalar(yaml_emitter_t *emitter, const char *text, bool plain);
void vt_yaml_map(yaml_emitter_t *emitter, bool flow);
void vt_yaml_map_end(yaml_emitter_t *emitter);
void vt_yaml_list(yaml_emitter_t *emitter, bool flow);
void vt_yaml_list_end(yaml_emitter_t *emitter);
/* Any JSON value, its types kept. */
void vt_yaml_json(yaml_emitter_t *emitter, const json_t *value);
