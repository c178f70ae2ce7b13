"""A bulletin as a Word file, by the shipped template or an office's own, with real footnotes."""

import pickle
import subprocess
import sys
from copy import copy
from io import BytesIO
from pathlib import Path

from docxtpl import DocxTemplate

from fushan.reports.bulletins import templated
from fushan.reports.bulletins.templated import FIGURE, TOO_MUCH
from fushan.reports.models import WordTemplate
from fushan.reports.paper import PAPERS

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHIPPED = PAPERS / "bulletin.docx"


def word_by(paper, template, base):
    """(what is wrong with the template, the file), the one or the other, by an office's own."""
    command = [sys.executable, "-I", str(Path(templated.__file__))]
    job = pickle.dumps((paper, template, base))
    done = subprocess.run(command, input=job, capture_output=True, check=False)
    return pickle.loads(done.stdout) if done.returncode == 0 else (TOO_MUCH, b"")


def template_for(area):
    """(the bytes, the office's own or None)."""
    own = WordTemplate.objects.in_use().filter(area=area).first()
    file = own and own.file
    if file and file.path().exists():
        return file.path().read_bytes(), own
    return SHIPPED.read_bytes(), None


SAMPLE_TEXT = "示例正文，到村指导"
SAMPLE = {
    "kind": "notice", "mark": "草稿", "name": "示例简报", "issue": "第1期",
    "unit": "示例单位", "dated": "2020年5月1日", "internal": "内部资料", "title": "示例标题",
    "period": "2020年4月", "as_of": "2020年4月30日", "copies": "共印1份",
    "remark": [{"text": "示例按语"}],
    "to": [["报", "示例"], ["送", "示例"]],
    "parts": [
        {
            "heading": "一、示例",
            "paragraphs": [[{"text": SAMPLE_TEXT}, {"text": "20次", "kind": FIGURE, "note": 1}]],
        }
    ],
    "items": [{"township": "示例乡", "lines": ["示例事项。"]}],
    "notes": [
        {"n": 1, "label": "到村指导", "exact": "20次", "definition": "示例。",
         "as_of": "2020-04-30", "url": "/"}
    ],
}  # fmt: skip


def fault_of_template(data):
    """What is wrong with it, in a sentence; nothing where a bulletin can be made of it."""
    fault, made = word_by(copy(SAMPLE), data, "")
    if fault:
        return fault
    text = "".join(DocxTemplate(BytesIO(made)).get_docx().element.body.itertext())
    if SAMPLE_TEXT not in text:
        return "这份文件里没有正文的位置（{{r paragraph }}），请在下载的模板上改。"
    return ""
