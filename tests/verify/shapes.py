"""Ruled lines, boxes, tables and fields as the word processors of offices write them: XML text, lengths in pt."""

from __future__ import annotations

from itertools import count

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "w10": "urn:schemas-microsoft-com:office:word",
    }.items()
)
#: Points to English Metric Units.
EMU = 12700
_ids = count(100)


def _anchor(x: float, y: float, width: float, height: float, graphic: str, wrap: str, align: str = "") -> str:
    across = f"<wp:align>{align}</wp:align>" if align else f"<wp:posOffset>{x * EMU:.0f}</wp:posOffset>"
    number = next(_ids)
    return (
        '<w:drawing><wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" '
        'relativeHeight="251659264" '
        'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="column">{across}</wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{y * EMU:.0f}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{width * EMU:.0f}" cy="{height * EMU:.0f}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>{wrap}'
        f'<wp:docPr id="{number}" name="Hình {number}"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData '
        f'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">{graphic}</a:graphicData></a:graphic>'
        "</wp:anchor></w:drawing>"
    )


def drawn_line(x: float, y: float, length: float, align: str = "") -> str:
    """A run with a line as Word 2010 and later draw it, the older form beside it."""
    graphic = (
        '<wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{length * EMU:.0f}" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        '<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>'
    )
    new = _anchor(x, y, length, 0, graphic, "<wp:wrapNone/>", align)
    return (
        f"<w:r><mc:AlternateContent><mc:Choice "
        f'Requires="wps">{new}</mc:Choice><mc:Fallback><w:pict>{_vml(x, y, length)}'
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def vml_line(x: float, y: float, length: float) -> str:
    """A run with a line as Word 2003 and WPS draw it."""
    return f"<w:r><w:pict>{_vml(x, y, length)}</w:pict></w:r>"


def _vml(x: float, y: float, length: float) -> str:
    return (
        f'<v:line id="Line_{next(_ids)}" o:spid="_x0000_s1026" '
        f'style="position:absolute;left:0;text-align:left;z-index:1" '
        f'from="{x:.1f}pt,{y:.1f}pt" to="{x + length:.1f}pt,{y:.1f}pt" strokeweight=".75pt"/>'
    )


def drawn_arrow(x: float, y: float, length: float) -> str:
    """A run with a straight connector, as Word names a line of today, with VML's shape type 32 beside it."""
    run = drawn_line(x, y, length).replace('prst="line"', 'prst="straightConnector1"')
    before, _, rest = run.partition("<v:line")
    _, _, after = rest.partition("/>")
    shape = (
        f'<v:shape id="AutoShape_{next(_ids)}" o:spid="_x0000_s1027" type="#_x0000_t32" style="position:absolute;'
        f'margin-left:{x:.1f}pt;margin-top:{y:.1f}pt;width:{length:.1f}pt;height:0;z-index:1"/>'
    )
    return before + shape + after


def text_box(
    x: float, y: float, width: float, height: float, content: str, border: bool = False, wrap: str = ""
) -> str:
    """A run with a text box in both forms; `content` is paragraphs."""
    line = (
        "<a:ln w='9525'><a:solidFill><a:srgbClr val='000000'/></a:solidFill></a:ln>"
        if border
        else "<a:ln><a:noFill/></a:ln>"
    )
    graphic = (
        f'<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width * EMU:.0f}" '
        f'cy="{height * EMU:.0f}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{line}</wps:spPr><wps:txbx>'
        f"<w:txbxContent>{content}</w:txbxContent></wps:txbx><wps:bodyPr lIns='0' tIns='0' rIns='0' "
        f"bIns='0'/></wps:wsp>"
    )
    wrapped = wrap or "<wp:wrapTopAndBottom/>"
    stroked = "" if border else ' stroked="f"'
    old = (
        f'<w:pict><v:shape id="Box_{next(_ids)}" type="#_x0000_t202" style="position:absolute;margin-left:{x:.1f}pt;'
        f'margin-top:{y:.1f}pt;width:{width:.1f}pt;height:{height:.1f}pt;z-index:2"{stroked}><v:textbox '
        f'inset="0,0,0,0">'
        f"<w:txbxContent>{content}</w:txbxContent></v:textbox><w10:wrap type='topAndBottom'/></v:shape></w:pict>"
    )
    new = _anchor(x, y, width, height, graphic, wrapped)
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
        "</mc:AlternateContent></w:r>"
    )


def complex_field(looks: str, code: str = "PAGE   \\* MERGEFORMAT") -> str:
    """A page number as Word writes it today, its code split as Word may split it."""
    return (
        f'<w:r>{looks}<w:fldChar w:fldCharType="begin"/></w:r><w:r>{looks}<w:instrText xml:space="preserve"> {code[:3]}'
        f'</w:instrText></w:r><w:r>{looks}<w:instrText xml:space="preserve">{code[3:]} </w:instrText></w:r><w:r>{looks}'
        f'<w:fldChar w:fldCharType="separate"/></w:r><w:r>{looks}<w:t>2</w:t></w:r><w:r>{looks}<w:fldChar '
        f'w:fldCharType="end"/></w:r>'
    )


def simple_field(looks: str) -> str:
    """A page number as one element."""
    return f'<w:fldSimple w:instr=" PAGE "><w:r>{looks}<w:t>2</w:t></w:r></w:fldSimple>'


def borders(tag: str, value: str, sides: str = "top left bottom right insideH insideV") -> str:
    """The borders of a table, a cell or a paragraph."""
    space = ' w:space="1"' if tag == "pBdr" else ""
    each = "".join(f'<w:{side} w:val="{value}" w:sz="6"{space} w:color="000000"/>' for side in sides.split())
    return f"<w:{tag}>{each}</w:{tag}>"
