"""One drawing stack for print and screen: shaped text in every language on PDF pages, and pages as pictures.

The order in which text becomes a page:

    scripts    fonts, breaks and leading of a language
    fonts      faces and which of them has a letter
    breaks     where a line may end
    shaping    runs → pieces (one face, one script), by HarfBuzz
    lines      shaped words, and their lines at a width
    text       Block: a paragraph of runs that wraps, measures and draws itself; fit: a heading as large as it can be
    glyphs     a line of pieces as operators of a page
    embed      faces as subsets in the PDF, with the text behind the glyphs
    canvas     Canvas: a tagged, deterministic page to draw on
    figures/   painters of the closed set of figures
    pages      pages: a simple flowing document
    raster     a page as an array of pixels

Lengths are points (1/72 inch) and y grows upwards, as in PDF; `mm` is in `reportlab.lib.units`. On screen a page of
1920 × 1080 points is a frame of as many pixels.
"""
