"""What the forms cost that everybody meets."""

from fushan.dashboards.costs.kinds import SENTENCE, WANTED, Cost
from fushan.desk.suggestions import SuggestionForm
from fushan.org.forms import ChangePasswordForm, SignInForm

ANYONE = [
    Cost(SuggestionForm, "减负建议", WANTED, taps=3, characters=2 * SENTENCE),
    Cost(SignInForm, "登录", "换人或久不用时", taps=3, characters=0),
    Cost(ChangePasswordForm, "修改密码", "第一次登录时", taps=4, characters=0),
]
