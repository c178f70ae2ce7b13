"""What the department's own forms cost."""

from cadres.file_forms import AppointmentFileForm, CorrectionAnswerForm, TakeOverForm
from cadres.recall_forms import OpenRecallForm, RecallStepsForm, WithdrawRecallForm
from evaluation.appraisal_forms import DecideForm, OpenForm
from evaluation.inspection_forms import (
    CheckForm,
    FindingForm,
    InspectionForm,
    ScoreForm,
    SendBackForm,
    SettleForm,
    SheetForm,
    TalkForm,
)
from fushan.catalogue.tables.forms import LayoutForm, PurposeForm, TableFileForm
from fushan.dashboards.costs import owed
from fushan.dashboards.costs.kinds import NEEDED, SENTENCE, Cost
from fushan.dashboards.handover_form import HandoverForm
from fushan.dashboards.views.imports import ReasonForm as ExportForm
from fushan.dashboards.views.imports import UploadForm
from fushan.desk.admin import AnswerForm as SuggestionAnswerForm
from fushan.desk.unsealing import ReasonForm as UnsealForm
from fushan.desk.withdrawal import ReasonForm
from villages.board_forms import CardForm, SizeForm

STAFF = [
    Cost(
        SuggestionAnswerForm,
        "答复减负建议",
        "每条建议一次",
        taps=3,
        characters=40,
        owed=owed.answers,
    ),
    Cost(UploadForm, "上传表格", NEEDED, taps=4, characters=0),
    Cost(ExportForm, "连同个人信息导出的用途", NEEDED, taps=2, characters=8),
    Cost(UnsealForm, "查看个人信息的事由", NEEDED, taps=3, characters=8),
    Cost(AppointmentFileForm, "上传任免审批表文件", NEEDED, taps=4, characters=0),
    Cost(TakeOverForm, "按任免审批表改花名册", NEEDED, taps=3, characters=0),
    Cost(OpenRecallForm, "启动召回", NEEDED, taps=4, characters=3 * SENTENCE),
    Cost(RecallStepsForm, "记召回的步骤", NEEDED, taps=3, characters=0, seldom=("note",)),
    Cost(WithdrawRecallForm, "撤销启动错的召回", NEEDED, taps=2),
    Cost(InspectionForm, "开一次专班调研", NEEDED, taps=5, characters=10, seldom=("seed",)),
    Cost(
        SheetForm,
        "专班的调研表（材料系统里都有）",
        "每次调研每村一次",
        taps=10,
        characters=5 * SENTENCE,
    ),
    Cost(ScoreForm, "两人分别评分", "选了分别评分才填", taps=4),
    Cost(SettleForm, "分别评分后定等次", "选了分别评分才填", taps=4),
    Cost(TalkForm, "专班记一次谈心谈话", NEEDED, taps=4, characters=3 * SENTENCE),
    Cost(FindingForm, "专班记一个问题", NEEDED, taps=4),
    Cost(CheckForm, "复查问题", NEEDED, taps=3),
    Cost(SendBackForm, "问题退回再改", NEEDED, taps=3),
    Cost(CorrectionAnswerForm, "答复更正申请", NEEDED, taps=4),
    Cost(CardForm, "上牌的照片和电话", NEEDED, taps=4, characters=0),
    Cost(SizeForm, "身份牌尺寸", NEEDED, taps=2, characters=0),
    Cost(HandoverForm, "人员变动交接", NEEDED, taps=6, characters=10),
    Cost(OpenForm, "开始一次考评", "每季度、每年一次", taps=2, characters=0),
    Cost(DecideForm, "认定一人的年度等次", "每人每年一次", taps=2, characters=0),
    Cost(None, "写一期简报：选时间段和部分", NEEDED, taps=6, characters=0, repeated=18),
    Cost(None, "简报的文字（起好了头，只改）", NEEDED, taps=4, characters=3 * SENTENCE, repeated=8),
    Cost(None, "通报前核实没有办的事", NEEDED, taps=6, characters=0, repeated=2),
    Cost(None, "审核简报", NEEDED, taps=2, characters=0, repeated=2),
    Cost(None, "换简报的 Word 模板", NEEDED, taps=3, characters=0, repeated=1),
    Cost(ReasonForm, "重新打开已收尾的月份", NEEDED, taps=3),
    Cost(TableFileForm, "上传上级的空表", NEEDED, taps=4, characters=0),
    Cost(
        LayoutForm,
        "定一张表的列（存下以后不用再定）",
        NEEDED,
        taps=12,
        characters=10,
        seldom=("title", "wan", "filled_by", "maker", "checker", "head"),
    ),
    Cost(PurposeForm, "连同个人信息带走一张表的用途", NEEDED, taps=3, characters=8),
]
