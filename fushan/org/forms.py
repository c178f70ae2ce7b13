from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.forms import CharField, PasswordInput, TextInput

NOW = {"autocomplete": "current-password"}
NEW = {"autocomplete": "new-password"}


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": "账号或密码不对。连续输错会暂时锁定，忘了请找县委组织部重置。",
        "inactive": "这个账号已停用，请联系县委组织部。",
    }

    username = CharField(
        label="账号",
        max_length=40,
        widget=TextInput(
            attrs={"autofocus": True, "autocomplete": "username", "autocapitalize": "none"}
        ),
    )
    password = CharField(label="密码", strip=False, widget=PasswordInput(attrs=NOW))


class ChangePasswordForm(PasswordChangeForm):
    error_messages = {
        "password_mismatch": "两次输入的新密码不一样。",
        "password_incorrect": "现在的密码不对。",
    }

    old_password = CharField(label="现在的密码", strip=False, widget=PasswordInput(attrs=NOW))
    new_password1 = CharField(label="新密码", strip=False, widget=PasswordInput(attrs=NEW))
    new_password2 = CharField(label="再输一遍新密码", strip=False, widget=PasswordInput(attrs=NEW))

    def clean_new_password1(self):
        new = self.cleaned_data["new_password1"]
        if self.user.check_password(new):
            self.add_error("new_password1", "新密码不能和现在的一样。")
        return new

    def save(self, commit=True):
        self.user.must_change_password = False
        return super().save(commit)
