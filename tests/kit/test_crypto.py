"""A person's data at rest: opened only by the right key in the right column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fushan.kit import crypto

ABOUT = "cadres_private.id_number"
ALGORITHMS = ["aes", "sm4"]


@pytest.mark.parametrize("algorithm", ALGORITHMS)
@given(text=st.text())
def test_what_is_sealed_opens_again(algorithm, text):
    key = crypto.new_key()
    sealed = crypto.seal(key, text, about=ABOUT, algorithm=algorithm)

    assert crypto.unseal(key, sealed, about=ABOUT) == text
    assert sealed.isascii()


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_sealing_twice_gives_two_texts_and_neither_shows_the_number(algorithm):
    key = crypto.new_key()
    one, two = (
        crypto.seal(key, "99999919880312001X", about=ABOUT, algorithm=algorithm) for _ in range(2)
    )
    assert one != two
    assert "19880312" not in one


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_nothing_opens_with_another_key_or_in_another_column_or_changed(algorithm):
    key = crypto.new_key()
    sealed = crypto.seal(key, "13800000000", about=ABOUT, algorithm=algorithm)
    changed = sealed[:-6] + ("A" if sealed[-6] != "A" else "B") + sealed[-5:]

    for other_key, about, text in [
        (crypto.new_key(), ABOUT, sealed),
        (key, "cadres_private.phone", sealed),
        (key, ABOUT, changed),
        (key, ABOUT, sealed[:30]),
    ]:
        with pytest.raises(crypto.Unreadable):
            crypto.unseal(other_key, text, about=about)


@pytest.mark.parametrize("text", ["", "13800000000", "1.", "1.!!", "2.AAAA", "3.AAAA", "1.ÿ"])
def test_what_was_never_sealed_is_unreadable(text):
    with pytest.raises(crypto.Unreadable):
        crypto.unseal(crypto.new_key(), text, about=ABOUT)


def test_texts_sealed_before_the_setting_changed_still_open():
    key = crypto.new_key()
    old = crypto.seal(key, "旧", about=ABOUT, algorithm="aes")
    new = crypto.seal(key, "新", about=ABOUT, algorithm="sm4")

    assert (old[:2], new[:2]) == ("1.", "2.")
    assert [crypto.unseal(key, t, about=ABOUT) for t in (old, new)] == ["旧", "新"]


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_one_number_is_found_by_its_digest_in_its_own_column_only(algorithm):
    master = crypto.new_key()

    def found_by(text, about=ABOUT, key=master):
        return crypto.digest(key, text, about=about, algorithm=algorithm)

    assert found_by("1") == found_by("1")
    others = {found_by("2"), found_by("1", "x.y"), found_by("1", key=crypto.new_key())}
    assert len(others | {found_by("1")}) == 4
    assert len(found_by("1")) == 64


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_person_s_key_lies_wrapped_under_the_master_key(algorithm):
    master, key = crypto.new_key(), crypto.new_key()
    wrapped = crypto.wrap(master, key, algorithm=algorithm)

    assert crypto.unwrap(master, wrapped) == key
    with pytest.raises(crypto.Unreadable):
        crypto.unwrap(crypto.new_key(), wrapped)


def test_a_short_master_key_is_a_mistake_of_the_installation():
    with pytest.raises(ValueError, match="32 bytes"):
        crypto.wrap(b"short", crypto.new_key())
