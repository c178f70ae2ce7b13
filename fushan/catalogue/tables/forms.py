"""What is typed about a table, apart from its columns."""

from django.forms import BooleanField, CharField, ChoiceField, FileField, FileInput, Form

from fushan.catalogue.tables.periods import PERIODS

WIDE = {"autocomplete": "off"}


class TableFileForm(Form):
    file = FileField(
        label="上级的空表",
        help_text="xlsx，不超过 10 MB；已填好的个人信息请先删去",
        widget=FileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": "请选择上级发来的空表。", "empty": "文件是空的。"},
    )


class LayoutForm(Form):
    """`kind`: of rows; it says which of them can be left out."""

    name = CharField(
        label="存成什么名字",
        max_length=60,
        help_text="下次从这个名字打开",
        error_messages={"required": "请写一个名字，下次好找。"},
    )
    title = CharField(label="表的标题", max_length=80, required=False, help_text="不填就用名字")
    which = ChoiceField(label="列哪些行", required=False)
    period = ChoiceField(label="数字算哪一段", choices=PERIODS, help_text="打开时还可以换")
    wan = BooleanField(label="金额用万元", required=False)
    filled_by = CharField(label="填报单位", max_length=60, required=False)
    maker = CharField(label="制表人", max_length=20, required=False)
    checker = CharField(label="审核人", max_length=20, required=False)
    head = CharField(label="负责人", max_length=20, required=False)

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["which"].choices = kind.choices
        if len(kind.choices) < 2:
            del self.fields["which"]


class PurposeForm(Form):
    """Why somebody takes personal data along."""

    reason = CharField(
        label="用途",
        min_length=2,
        max_length=100,
        help_text="谁、何时、为什么会记下来",
        error_messages={"required": "请写明用途（2—100 个字）。"},
    )
