"""What the department may set without touching code."""

from django.db import models

from fushan.audit.tracking import tracked
from fushan.kit.once import once_a_request

# key: (what it is, unit, value as shipped)
KNOWN = {
    "week_least_working_days": ("一周少于几个工作日不要求到村", "天", "3"),
    "leave_township_days": ("乡镇最多批几个工作日的假", "天", "3"),
    "month_closes_on": ("上月每月几日自动收尾", "日", "10"),
    "month_reopened_days": ("重新打开的月份几天后自动收尾", "天", "7"),
    "vacancy_fill_days": ("空缺几天内补派", "天", "30"),
    "board_first_days": ("列为选派村后几天内五方责任人到位", "天", "30"),
    "board_change_days": ("责任人变动后几天内更新身份牌", "天", "15"),
    "board_qr": ("身份牌上印二维码，1 印、0 不印", "", "0"),
    "term_days": ("任期届满、任满两年前几天提醒组织部", "天", "60"),
    "correction_days": ("干部申请更正档案，几个工作日内答复", "天", "15"),
    "wall_days": ("到村几天内做好初心墙", "天", "30"),
    "matter_accept_days": ("群众诉求几个工作日内受理", "天", "2"),
    "matter_small_days": ("小事几天办结", "天", "7"),
    "matter_hard_days": ("难事几天办结", "天", "30"),
    "matter_deliberate_days": ("提交后几个工作日内支部议事", "天", "10"),
    "matter_upward_days": ("上报后共几天有结果", "天", "60"),
    "matter_tell_days": ("办结后几个工作日内回告", "天", "3"),
    "matter_reopened_days": ("重办的事几天内重新办理", "天", "15"),
    "matter_escalate_days": ("群众诉求超期几天后提到县里", "天", "7"),
    "household_quiet_days": ("几天没有联系的农户列给村里自己看", "天", "90"),
    "review_publish_days": ("评事后几天内公开结果", "天", "7"),
    "matter_extend_days": ("延期最多几天", "天", "30"),
    "mentor_days": ("到村几天内要有导师", "天", "30"),
    "difficulty_claim_days": ("干部急难事几天内要有人认领", "天", "3"),
    "difficulty_answer_days": ("干部急难事几天内要有答复", "天", "15"),
    "need_claim_days": ("点题几天内要有人领", "天", "30"),
    "plan_progress_days": ("季度过后几天内填任务进展", "天", "30"),
    "year_plan_month": ("每年几月底前定下年度任务", "月", "3"),
    "village_year_month": ("每年几月底前填上年的村情", "月", "3"),
    "project_publish_days": ("季度过后几天内公开项目收支和进度", "天", "30"),
    "party_by_hand": ("组织生活可以手工登记，1 可以、0 只导入", "", "0"),
    "income_line": ("村集体收入标准", "元", "50000"),
    "digest_weekday": ("每周几发一周提醒，1 是周一、0 不发", "", "1"),
    "digest_sent": ("上次发到邮箱和群里的一周提醒", "", ""),
    "hint_verify_days": ("提示后几个工作日内乡镇核实", "天", "5"),
    "hint_explain_days": ("核实后几个工作日内本人说明", "天", "3"),
    "hint_appeal_days": ("认定后几个工作日内可以申诉", "天", "10"),
    "appraisal_year_month": ("考评年度到几月底止", "月", "12"),
    "appraisal_fill_days": ("考评开始后几个工作日内乡镇评", "天", "10"),
    "appraisal_reply_days": ("考评给本人看后几个工作日内答复或申诉", "天", "5"),
    "appraisal_least_days": ("一段时间里任职不满几天的不评", "天", "30"),
    "appraisal_least_cases": ("考评指标期内不足几件的不评", "件", "3"),
    "appraisal_good_from": ("年度考评多少分起可以提名优秀", "分", "90"),
    "appraisal_pass_from": ("年度考评多少分起可以提名合格", "分", "75"),
    "appraisal_basic_from": ("年度考评多少分起可以提名基本合格", "分", "60"),
    "appraisal_good_share": ("优秀至多占百分之几，0 不限", "%", "0"),
    "presence_floor": ("每月在村工作最少天数", "天", "20"),
    "suggestions_a_day": ("一天最多收几条减负建议", "条", "50"),
    "keep_sign_ins": ("保存期限：登录记录", "个月", "12"),
    "keep_access": ("保存期限：查看、导出、打印、导入记录", "个月", "36"),
    "keep_submissions": ("保存期限：防止重复提交的凭据", "天", "90"),
    "keep_copies": ("保存期限：重复提交时另存的内容", "天", "180"),
    "keep_uploads": ("保存期限：上传后没有确认的表格", "天", "7"),
    "villagers_kept": ("保存期限：事情办完、农户迁出、党员转出后的村民姓名和电话", "个月", "36"),
    "keep_notices": ("保存期限：已读的消息", "天", "180"),
    "backups_kept": ("备份保留最近几份", "份", "14"),
    "supervision_phone": ("县委组织部监督电话", "", ""),
    "county_label": ("页面上方的名称", "", "选派干部到村任职"),
}
# key: (the least that may be set, why)
LEAST = {
    "keep_sign_ins": (6, "《网络安全法》要求网络日志至少留存六个月"),
    "keep_access": (36, "《个人信息保护法》要求个人信息处理情况记录至少保存三年"),
    "keep_submissions": (30, "手机里没有网络时留下的草稿，隔几周才发出来也不能变成两条"),
    "keep_copies": (30, "作者要有时间来选"),
    "keep_uploads": (1, "上传的人当天还要确认"),
    "suggestions_a_day": (10, "基层的话要说得进来"),
    "villagers_kept": (12, "当年的评议和考评还要核对得上"),
    "keep_notices": (30, "看过的消息还要找得到"),
    "backups_kept": (2, "最新的一份坏了，还有一份可用"),
    "correction_days": (1, "总要给出时间核对"),
    "hint_explain_days": (3, "本人要有时间说明"),
    "hint_appeal_days": (5, "本人要有时间申诉"),
    "appraisal_year_month": (1, "一年从1月起"),
    "appraisal_fill_days": (3, "乡镇要有时间评"),
    "appraisal_reply_days": (3, "本人要有时间看、有时间申诉"),
    "appraisal_least_cases": (1, "一件也没有的不能评"),
    "year_plan_month": (1, "一年从1月起"),
    "village_year_month": (1, "一年从1月起"),
}
# key: the most that may be set
MOST = {
    "correction_days": 15,
    "year_plan_month": 12,
    "village_year_month": 12,
    "digest_weekday": 5,
    "appraisal_year_month": 12,
    "appraisal_good_share": 25,
}


@tracked()
class Setting(models.Model):
    key = models.CharField("设置项", max_length=40, primary_key=True)
    value = models.CharField("值", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "设置"

    def __str__(self):
        return KNOWN[self.key][0]

    def save(self, **kwargs):
        super().save(**kwargs)
        _said.forget()


@once_a_request
def _said():
    return dict(Setting.objects.values_list("key", "value"))


def setting(key):
    """The value as text: the department's, or else the one shipped."""
    return _said().get(key) or KNOWN[key][2]


def is_demo():
    """Whether these are invented data."""
    return bool(_said().get("demo"))


def number(key):
    """The same as a number, never below the least nor above the most."""
    least, _ = LEAST.get(key, (0, ""))
    found = max(least, int(setting(key)))
    return min(found, MOST.get(key, found))
