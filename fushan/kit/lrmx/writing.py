"""Writes an `.lrmx` as the editor of the appointment form does: UTF-8, one element a line."""

from xml.sax.saxutils import escape

from fushan.kit.lrmx.form import FAMILY, FIELDS, NEWER, OF_RELATIVE, PHOTO

NEVER = "\ufffe\uffff"


def write(form):
    """The file's bytes. What was kept stands after the element that it stood after."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<Person>", *_kept(form, "")]
    for tag in FIELDS:
        if tag not in NEWER or tag in form.values:
            lines.append(_element(form, tag))
        lines += _kept(form, tag)
    return "\n".join([*lines, "</Person>", ""]).encode()


def _element(form, tag):
    if tag == FAMILY:
        return _family(form.family)
    if tag == PHOTO:
        return f"  <{tag}>{form.photo}</{tag}>"
    return f"  <{tag}>{_safe(form[tag])}</{tag}>"


def _family(family):
    if not family:
        return f"  <{FAMILY}></{FAMILY}>"
    items = "\n".join(_item(relative) for relative in family)
    return f"  <{FAMILY}>\n{items}\n  </{FAMILY}>"


def _item(relative):
    known = [f"      <{tag}>{_safe(relative[tag])}</{tag}>" for tag in OF_RELATIVE]
    kept = [f"      {element}" for element in relative.kept]
    return "\n".join(["    <Item>", *known, *kept, "    </Item>"])


def _kept(form, tag):
    return [f"  {element}" for after, element in form.kept if after == tag]


def _safe(text):
    """As text of an element, without the characters that no reader would take."""
    return escape("".join(c for c in text if (c >= " " or c in "\t\n") and c not in NEVER))
