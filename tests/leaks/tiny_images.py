"""The smallest pictures that are whole, with words in every place where metadata lies."""
import struct, zlib


def png_chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(words, shade):
    first, second, third = (word.encode() for word in words)
    return b"".join((
        b"\x89PNG\r\n\x1a\n",
        png_chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        png_chunk(b"tEXt", b"Author\0" + first),
        png_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(second)),
        png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(third)),
        png_chunk(b"tIME", struct.pack(">HBBBBB", 2023, 1, 2, 3, 4, 5)),
        png_chunk(b"IDAT", zlib.compress(bytes([0, shade]))),
        png_chunk(b"IEND", b""),
    ))


def jpeg_segment(marker, data):
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def exif(word):
    """A TIFF with one directory: the description of the picture."""
    value = word.encode() + b"\0"
    return b"Exif\0\0MM\0*" + struct.pack(">IHHHIII", 8, 1, 0x010E, 2, len(value), 26, 0) + value


def jpeg(words, shade):
    """One grey pixel: one code for its level, one for "nothing more"."""
    one_code = bytes([1] + 15 * [0]) + b"\0"
    return b"".join((
        b"\xff\xd8",
        jpeg_segment(0xE1, exif(words[0])),
        jpeg_segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + words[1].encode() + b"</x:xmpmeta>"),
        jpeg_segment(0xFE, words[2].encode()),
        jpeg_segment(0xDB, b"\0" + bytes([shade % 255 + 1]) * 64),
        jpeg_segment(0xC0, struct.pack(">BHHBBBB", 8, 1, 1, 1, 1, 0x11, 0)),
        jpeg_segment(0xC4, b"\x00" + one_code),
        jpeg_segment(0xC4, b"\x10" + one_code),
        jpeg_segment(0xDA, bytes([1, 1, 0, 0, 63, 0])),
        b"\x3f\xff\xd9",
    ))


def svg(words, shade):
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><!-- {words[0]} -->'
            f"<metadata>{words[1]} {words[2]}</metadata>"
            f'<rect width="1" height="1" fill="#{shade:02x}{shade:02x}{shade:02x}"/></svg>\n').encode()


IMAGES = {"png": png, "jpg": jpeg, "svg": svg}
