"""HTML elements by what they do, as the HTML standard and the default style sheet of browsers have it."""


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


VOID = _names("area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr")

NEVER_OPEN_LONG = _names("html head body tr td th thead tbody tfoot colgroup caption option optgroup rb rt rtc rp")
"""Their end tag may be left out, and they never stand in one another: they add little to the depth of a page."""

TABLE_PARTS = _names("tr td th thead tbody tfoot colgroup caption")
"""The start of one ends all that is open inside the table."""

ENDS_PARAGRAPH = _names(
    "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer header "
    "h1 h2 h3 h4 h5 h6 hgroup hr li listing main menu nav ol p pre search section summary ul"
)
"""The start of one ends an open <p>."""

OPAQUE = _names("script style textarea title xmp iframe noembed noframes")
"""What looks like a tag in these is text."""

FORMATTING = _names("a b big code em font i nobr s small strike strong tt u")
"""The parser opens these anew in the next paragraph when they were not closed."""

NEVER_IN_ITSELF = _names("a nobr button")

SPECIAL = _names(
    "address applet article aside blockquote button center dd details dir div dl dt fieldset figcaption figure footer "
    "form frameset h1 h2 h3 h4 h5 h6 header hgroup li listing main marquee menu nav object ol p plaintext pre search "
    "section select summary table template ul"
)
"""The end tag of an element that is not among these stops at the first of these that is open."""

BARRIERS = _names("applet marquee object table template") | _names("svg math")
"""Every end tag but their own stops at these."""

LIST_BARRIERS = SPECIAL - _names("address div p li dd dt")
"""The start of a list item ends an open one up to these."""

BREAKOUT = _names(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta "
    "nobr ol p pre ruby s small span strong strike sub sup table tt u ul var"
)
"""In SVG or MathML, these end it."""

HTML_AGAIN = _names("foreignobject desc title mi mo mn ms mtext annotation-xml")
"""SVG and MathML elements that hold HTML."""

BLOCKS = _names(
    "address article aside blockquote body button center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol optgroup p plaintext pre "
    "search section summary table caption thead tbody tfoot tr td th ul xmp"
)
"""Elements that start on a line of their own (HTML standard, section 15.3), table cells and buttons among them."""

UNSEEN = _names(
    "head script style template noscript noembed noframes iframe object embed applet video audio canvas svg map "
    "select datalist textarea progress meter rp annotation annotation-xml"
)
"""Elements that a browser shows nothing of, or no text of the page's own: fallbacks, drawings, form fields."""

HEADINGS = _names("h1 h2 h3 h4 h5 h6")
LISTS = _names("ul ol dl menu dir")
CELLS = _names("td th")
FORMING = HEADINGS | LISTS | _names("li dt dd figcaption caption pre listing xmp plaintext blockquote tr table")
"""Elements that give their text another form than the one around them does."""

NEVER_IN_DATA = _names("table article section main nav aside h1 h2 h3 h4 form blockquote figure pre")
"""A table that holds one of these lays a page out."""
