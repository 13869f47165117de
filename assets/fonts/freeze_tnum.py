"""Makes the font files of this folder from the Debian packages fonts-inter and fonts-noto-core.

The interface toolkit cannot switch OpenType features on, and Inter's own figures have unequal
widths. This script points the characters at the tabular glyphs, so that columns of numbers line up.
It also cuts the symbol font down to what a dossier can show. Run it with Debian's fonttools:

    /usr/bin/python3 freeze_tnum.py
"""

import shutil
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

INTER = Path("/usr/share/fonts/opentype/inter")
NOTO = Path("/usr/share/fonts/truetype/noto")
HERE = Path(__file__).resolve().parent

# The licence asks a changed font not to look like the original: "Inter" is a trademark.
FAMILY = "Backline Sans"

# Arrows, technical signs, geometric shapes, miscellaneous symbols, dingbats, and a few pictures.
SYMBOLS = [(0x2190, 0x21FF), (0x2300, 0x23FF), (0x25A0, 0x27BF), (0x2B00, 0x2BFF)]
SYMBOL_EXTRAS = [0x1F3C6, 0x1F3DF, 0x1F4C5, 0x1F5D2]


def tabular_figures(font):
    """The glyph swaps of the font's `tnum` feature."""
    swaps = {}
    table = font["GSUB"].table
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            for index in record.Feature.LookupListIndex:
                for subtable in table.LookupList.Lookup[index].SubTable:
                    swaps.update(getattr(subtable, "ExtSubTable", subtable).mapping)
    return swaps


def freeze(weight):
    font = TTFont(INTER / f"Inter-{weight}.otf", recalcTimestamp=False)
    swaps = tabular_figures(font)
    for cmap in font["cmap"].tables:
        if cmap.isUnicode():
            for code, glyph in list(cmap.cmap.items()):
                cmap.cmap[code] = swaps.get(glyph, glyph)

    # SemiBold's tabular 4 is 3 units narrower than its sisters.
    widths = font["hmtx"]
    best = font.getBestCmap()
    figure = widths[best[ord("0")]][0]
    for digit in "123456789":
        glyph = best[ord(digit)]
        widths[glyph] = (figure, widths[glyph][1])

    full, technical = f"{FAMILY} {weight}", f"{FAMILY.replace(' ', '')}-{weight}"
    menu = FAMILY if weight == "Regular" else full
    new_names = {1: menu, 3: technical, 4: full, 6: technical, 16: FAMILY}
    for record in font["name"].names:
        record.string = new_names.get(record.nameID, record.string)
    cff = font["CFF "].cff
    cff.fontNames[0] = technical
    cff.topDictIndex[0].FullName = full
    cff.topDictIndex[0].FamilyName = FAMILY
    font.save(HERE / f"BacklineSans-{weight}.otf")


def cut_symbols():
    options = subset.Options(layout_features=["*"], notdef_outline=True, hinting=False)
    options.recalc_timestamp = False
    font = subset.load_font(str(NOTO / "NotoSansSymbols2-Regular.ttf"), options)
    cutter = subset.Subsetter(options)
    codes = [code for first, last in SYMBOLS for code in range(first, last + 1)]
    cutter.populate(unicodes=codes + SYMBOL_EXTRAS)
    cutter.subset(font)
    subset.save_font(font, str(HERE / "NotoSansSymbols2-Cut.ttf"), options)


def main():
    for weight in ("Regular", "SemiBold"):
        freeze(weight)
    for script in ("Arabic", "Hebrew", "Thai"):
        shutil.copyfile(NOTO / f"NotoSans{script}-Regular.ttf", HERE / f"NotoSans{script}-Regular.ttf")
    cut_symbols()


if __name__ == "__main__":
    main()
