"""What kind of boilerplate a block is, by the names that its page gives to the boxes around it."""

from cleanarc.model import Kind, Role
from cleanarc.rules.view import Line

_BY_TOKEN = {
    word: kind
    for kind, words in (
        (Kind.COMMENTS, "comment comments disqus respond reply replies discussion"),
        (Kind.SHARE, "share sharing shares social sociable addthis addtoany follow"),
        (Kind.NEWSLETTER, "newsletter newsletters signup mailchimp optin mailing"),
        (Kind.SUBSCRIPTION, "subscribe subscription paywall piano premium abo membership"),
        (Kind.DONATION, "donate donation donations"),
        (Kind.COOKIE, "cookie cookies consent gdpr cookiebanner"),
        (Kind.ADVERTISEMENT, "ad ads adv advert advertisement advertising sponsor sponsored banner outbrain taboola"),
        (Kind.CAPTION, "caption figcaption gallery slideshow"),
        (Kind.CREDIT, "credit credits photographer"),
        (Kind.TAGS, "tag tags tagcloud taglist keywords topics categories category"),
        (Kind.AUTHOR, "author authors bio biography contributor contributors"),
        (Kind.BYLINE, "byline bylines"),
        (Kind.DATE, "date dateline time timestamp published datetime pubdate"),
        (Kind.SUMMARY, "standfirst subtitle subheadline teaser dek lede abstract"),
        (Kind.TITLE, "headline"),
        (Kind.PLAYER, "video player audio podcast jwplayer videojs"),
        (Kind.PAGINATION, "pagination pager paging pagenav"),
        (Kind.RELATED, "related recommended recommendations recirc popular trending similar readmore more latest"),
        (Kind.LEGAL, "legal copyright disclaimer imprint"),
        (Kind.NAVIGATION, "nav navigation navbar menu menus breadcrumb breadcrumbs sidebar toolbar masthead toc login"),
        (Kind.EMBED, "embed twitter instagram"),
    )
    for word in words.split()
}
_BY_TAG = {
    "nav": Kind.NAVIGATION,
    "footer": Kind.NAVIGATION,
    "header": Kind.NAVIGATION,
    "menu": Kind.NAVIGATION,
    "aside": Kind.RELATED,
    "button": Kind.NAVIGATION,
    "figcaption": Kind.CAPTION,
    "figure": Kind.CAPTION,
    "time": Kind.DATE,
}


def kind_of(line: Line) -> tuple[Kind, str]:
    """The kind of a block that is none of the article, and the name that says so; BOILERPLATE when nothing does."""
    if line.dom is None:
        return Kind.BOILERPLATE, ""
    for token in line.dom.tokens:
        if token in _BY_TOKEN:
            return _BY_TOKEN[token], token
    for tag in reversed(line.dom.path.split("/")):
        if tag in _BY_TAG:
            return _BY_TAG[tag], f"<{tag}>"
    if line.role is Role.CAPTION:
        return Kind.CAPTION, "caption"
    return Kind.BOILERPLATE, ""
