"""The form under every entry page."""

import hashlib
from uuid import uuid4

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.forms import CharField, HiddenInput, ModelForm, UUIDField
from django.shortcuts import get_object_or_404
from psycopg.errors import UniqueViolation

from fushan.desk.models import KeptCopy, Submission
from fushan.kit import crypto
from fushan.kit.constraints import left_to_the_database, sentence_of
from fushan.kit.forms import ask_by_name

NOT_CONTENT = ("csrfmiddlewaretoken", "submission")


def judge_now():
    """Let the database refuse here what it would refuse at the transaction's end."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def draft_of(request):
    """Under which name the device keeps what is typed on this page until it is saved."""
    return f"{request.user.pk}:{request.path}"


class RecordForm(ModelForm):
    """A form on a record whose place, person and day the page has already filled in.

    The database is the judge: `saved()` tries, and a refusal becomes its constraint's sentence.
    The same page sent again is answered as before; `self.instance` is then the record it made.
    """

    # Kept with the draft: sent again from it, the server knows the page was answered already.
    submission = UUIDField(widget=HiddenInput(attrs={"data-draft-keep": ""}), initial=uuid4)
    seen = CharField(widget=HiddenInput, required=False)

    newer = None

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)
        self.instance.validate_constraints = left_to_the_database
        ask_by_name(self)
        if self.instance.pk and hasattr(self.instance, "changed_at"):
            self.fields["seen"].initial = self.version(self.instance)
        else:
            self.fields.pop("seen", None)  # a line of a sheet has none

    def saved(self):
        if not self.is_valid():
            return False
        try:
            with transaction.atomic():
                self._claim()
                self._lock_unless_newer()  # after the claim: a retried edit is no newer one
                self.write()
                self._claimed()
                judge_now()
        except _AlreadySentError:
            return self._answered_before()
        except _OutdatedError:
            return False
        except IntegrityError as error:
            self.instance.pk = self._pk_before
            self.refused(error)
            return False
        return True

    def refused(self, error):
        """Say what the database refused."""
        self.add_error(None, sentence_of(error))

    def write(self):
        """Save the record. A form that writes several rows does so here."""
        self.save()

    def version(self, row):
        """What tells whether the record was changed since the page was drawn."""
        return row.changed_at.isoformat()

    def content(self):
        """All that was typed, without what only protects the page: text to compare and to keep."""
        lists = sorted((k, v) for k, v in self.data.lists() if k not in NOT_CONTENT)
        typed = [f"{key}={value}" for key, values in lists for value in values]
        sent = [f"{name}={_digest_of(file)}" for name, file in sorted(self.files.items())]
        return "\n".join(typed + sent)

    def _claim(self):
        self._pk_before = self.instance.pk
        self._claim_row = Submission(
            id=self.cleaned_data["submission"],
            user=self.user,
            area_code=self.user.area_code,
            digest=hashlib.sha256(self.content().encode()).hexdigest(),
            record=self._meta.model._meta.label_lower,
        )
        try:
            with transaction.atomic():
                self._claim_row.save(force_insert=True)
        except IntegrityError as error:
            if isinstance(error.__cause__, UniqueViolation):
                raise _AlreadySentError from error
            raise

    def _claimed(self):
        self._claim_row.record_id = str(self.instance.pk)
        self._claim_row.save(update_fields=["record_id"])

    def _lock_unless_newer(self):
        if "seen" not in self.fields:
            return
        rows = self._meta.model.objects.select_for_update(of=("self",))
        now = rows.get(pk=self.instance.pk)
        if self.version(now) != self.cleaned_data["seen"]:
            self.newer = now
            self.add_error(None, "您打开这一页之后，这条记录已被改过。请对照上面的新内容再保存。")
            self.data = self.data.copy()
            self.data["seen"] = self.version(now)
            raise _OutdatedError

    def _answered_before(self):
        """As the first time, to its author only; who else sends this id learns nothing by it."""
        mine = Submission.objects.filter(pk=self._claim_row.pk, user=self.user)
        first = mine.filter(record=self._claim_row.record).first()
        if first is None:
            self.add_error(None, "这一页已经提交过，不能再用。请重新打开这一页再填。")
            return False
        if first.digest != self._claim_row.digest:
            self._keep_apart(first)
            self.add_error(
                None, "这一页已经保存过一次，这次的内容不同，已另外留存。请核对后再决定。"
            )
            return False
        self.instance = get_object_or_404(self._meta.model, pk=first.record_id)
        return True

    def _keep_apart(self, first):
        key = crypto.new_key()
        about = f"{KeptCopy._meta.db_table}.sealed"
        KeptCopy.objects.create(
            user=self.user,
            area_code=self.user.area_code,
            record=first.record,
            record_id=first.record_id,
            sealed=crypto.wrap(settings.FIELD_KEY, key)
            + " "
            + crypto.seal(key, self.content(), about=about),
        )


def _digest_of(file):
    """Of the content: the same photo sent again is the same, whatever its name."""
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()


class _AlreadySentError(Exception):
    pass


class _OutdatedError(Exception):
    pass
