"""Simple pictures of what a wall stands for, drawn by us: one line each, for pages and paper."""

# 120 × 120, strokes only
LINES = {
    "ship": (
        "M14 84 Q60 100 106 84 L94 104 Q60 112 26 104 Z",
        "M58 84 V18",
        "M58 20 Q92 40 94 76 H58 Z",
        "M52 30 Q30 48 26 76 H52 Z",
        "M6 112 Q18 106 30 112 T54 112 T78 112 T102 112 T118 110",
    ),
    "tree": (
        "M60 112 V62",
        "M60 84 L42 68",
        "M60 78 L78 60",
        "M60 12 C36 12 30 34 38 42 C18 46 20 74 42 72 C48 82 72 82 78 72 C100 74 102 46 82 42 "
        "C90 34 84 12 60 12 Z",
        "M24 112 H96",
    ),
    "road": (
        "M46 110 C40 84 78 74 62 52 C52 38 62 28 66 22",
        "M90 110 C74 84 96 70 78 50 C68 38 70 30 70 22",
        "M68 98 L68 90",
        "M76 78 L78 70",
        "M70 58 L66 52",
        "M6 60 Q30 36 48 54",
        "M84 46 Q100 30 116 50",
        "M60 22 A9 9 0 1 1 78 22",
        "M6 110 H114",
    ),
    "mountain": (
        "M6 104 L44 34 L66 74",
        "M54 104 L84 18 L114 104",
        "M34 52 L44 48 L52 54",
        "M76 42 L84 36 L92 42",
        "M6 104 H114",
        "M20 24 A10 10 0 1 1 40 24 A10 10 0 1 1 20 24",
    ),
    "ear": (
        "M60 112 V30",
        "M60 30 C50 24 52 12 60 6 C68 12 70 24 60 30 Z",
        *(
            line
            for y in (50, 68, 86)
            for line in (
                f"M60 {y} C44 {y - 2} 38 {y - 14} 40 {y - 24} C52 {y - 22} 60 {y - 12} 60 {y} Z",
                f"M60 {y} C76 {y - 2} 82 {y - 14} 80 {y - 24} C68 {y - 22} 60 {y - 12} 60 {y} Z",
            )
        ),
        "M36 112 H84",
    ),
    "lamp": (
        "M40 92 H80 L84 108 H36 Z",
        "M44 92 C30 74 36 52 60 40 C84 52 90 74 76 92",
        "M60 84 C48 76 54 62 60 54 C66 62 72 76 60 84 Z",
        "M60 40 V30",
        "M48 26 A12 12 0 0 1 72 26",
        "M60 4 V12",
        "M18 40 L26 46",
        "M102 40 L94 46",
        "M8 74 H18",
        "M112 74 H102",
    ),
}


def drawing(shape, colour="currentColor", width=2.4):
    """An SVG of this shape, as text."""
    lines = "".join(f'<path d="{line}"/>' for line in LINES[shape])
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120" fill="none" '
        f'stroke="{colour}" stroke-width="{width}" stroke-linecap="round" '
        f'stroke-linejoin="round" aria-hidden="true">{lines}</svg>'
    )
