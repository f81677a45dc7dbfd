#include <vitrine/mustache.h>

/* Open addressing over `slots`, each holding an atom or 0; never more than half full, a power of two long. */
struct VtAtoms {
    VtArena *arena;
    GArray *names; /* VtSlice, by atom */
    VtAtom *slots;
    size_t slot_count;
};

enum { FIRST_SLOT_COUNT = 256 };

VtAtoms *vt_atoms_new(void)
{
    VtAtoms *atoms = g_new0(VtAtoms, 1);
    atoms->arena = vt_arena_new();
    atoms->names = g_array_new(FALSE, FALSE, sizeof(VtSlice));
    g_array_append_vals(atoms->names, &VT_SLICE(""), 1);
    atoms->slot_count = FIRST_SLOT_COUNT;
    atoms->slots = g_new0(VtAtom, atoms->slot_count);
    return atoms;
}

void vt_atoms_free(VtAtoms *atoms)
{
    if (!atoms)
        return;
    g_free(atoms->slots);
    g_array_free(atoms->names, TRUE);
    vt_arena_free(atoms->arena);
    g_free(atoms);
}

/* FNV-1a. */
static size_t hash(VtSlice name)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < name.length; i++)
        hash = (hash ^ (unsigned char)name.data[i]) * 16777619u;
    return hash;
}

static VtSlice name_of(const VtAtoms *atoms, VtAtom atom)
{
    return g_array_index(atoms->names, VtSlice, atom);
}

/* The slot that holds the name, or the empty one where it belongs. */
static size_t find_slot(const VtAtoms *atoms, VtSlice name)
{
    size_t slot = hash(name) & (atoms->slot_count - 1);
    while (atoms->slots[slot] && !vt_slice_equal(name_of(atoms, atoms->slots[slot]), name))
        slot = (slot + 1) & (atoms->slot_count - 1);
    return slot;
}

static void grow(VtAtoms *atoms)
{
    g_free(atoms->slots);
    atoms->slot_count *= 2;
    atoms->slots = g_new0(VtAtom, atoms->slot_count);
    for (VtAtom atom = 1; atom < atoms->names->len; atom++)
        atoms->slots[find_slot(atoms, name_of(atoms, atom))] = atom;
}

VtAtom vt_atoms_intern(VtAtoms *atoms, VtSlice name)
{
    size_t slot = find_slot(atoms, name);
    if (atoms->slots[slot])
        return atoms->slots[slot];
    VtAtom atom = atoms->names->len;
    VtSlice copy = {vt_arena_copy(atoms->arena, name.data, name.length), name.length};
    g_array_append_val(atoms->names, copy);
    atoms->slots[slot] = atom;
    if ((size_t)atoms->names->len * 2 > atoms->slot_count)
        grow(atoms);
    return atom;
}

VtAtom vt_atoms_find(const VtAtoms *atoms, VtSlice name)
{
    return atoms->slots[find_slot(atoms, name)];
}

const char *vt_atoms_text(const VtAtoms *atoms, VtAtom atom)
{
    return name_of(atoms, atom).data;
}
