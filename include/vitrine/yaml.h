/* yaml: a small YAML document as a tree whose every node knows its place.
 *
 * Reads one document through libyaml's events, typed by the core schema of YAML 1.2 (section 10.3): `no`,
 * `yes` and `1_000` are strings. Anchors, aliases, tags and a second document are refused, duplicate keys
 * too: an author's settings need none of them, and each hides a mistake. The text must be valid UTF-8
 * (checked by whoever reads the file).
 *
 * Nodes live in the arena given, their spans point into the source, which must outlive them. Read-only
 * once built, so threads may share them. */
#pragma once

#include "diagnostics.h"

typedef enum VtNodeType {
    VT_NODE_NULL,
    VT_NODE_BOOLEAN,
    VT_NODE_INTEGER,
    VT_NODE_NUMBER,
    VT_NODE_STRING,
    VT_NODE_LIST,
    VT_NODE_MAP
} VtNodeType;

typedef struct VtNode VtNode;

typedef struct VtNodePair {
    const VtNode *key; /* always a scalar; read its `text` */
    const VtNode *value;
} VtNodePair;

struct VtNode {
    VtNodeType type;
    VtSpan span;
    const char *text; /* any scalar as written, unquoted and unescaped; NULL for lists and maps */
    bool quoted;      /* a quoted or block scalar: always a string */
    bool boolean;
    int64_t integer;
    double number; /* set for integers too */
    const VtNode *const *items;
    const VtNodePair *pairs; /* in the author's order */
    size_t count;            /* of items or pairs */
};

/* Parses `length` bytes at `offset`. NULL after a diagnostic (yaml-syntax, yaml-feature, …); but of keys that
 * stand twice (yaml-duplicate-key) the first is kept, and the rest is read. An empty document gives a map of
 * no pairs. */
const VtNode *vt_yaml_parse(VtArena *arena, const VtSource *source, size_t offset, size_t length,
                            VtDiagnostics *sink);

/* The value of a key of a map, or NULL (also when `map` is NULL or no map). */
const VtNode *vt_node_get(const VtNode *map, const char *key);
/* A copy of a node and all in it, without their places, that outlives its source and the arena it was read into.
 * NULL gives NULL. */
const VtNode *vt_node_copy(VtArena *arena, const VtNode *node);
/* "a string", "a list" …, for messages. */
const char *vt_node_type_name(VtNodeType type);
