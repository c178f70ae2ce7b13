import pytest

HUGE = "9" * 20


@pytest.mark.parametrize(
    "address",
    [
        f"/visits/{HUGE}/",
        f"/logs/{HUGE}/",
        f"/history/villages.visit/{HUGE}/",
        "/ledger/visits/?period=9999-99",
        "/villages/?q=%00",
        "/villages/%00/",
        "/ledger/visits/?area=%00%00",
        "/ledger/visits/?area=1410271023%27",
        f"/logs/new/?cadre={HUGE}",
        "/logs/new/?cadre=%C2%B2",
        "/visits/new/%E4%B8%AD/",
        f"/imports/{HUGE}/",
        "/registers/nope/template/",
    ],
)
def test_an_address_nobody_was_given_is_not_found_and_breaks_nothing(client, staff, address):
    client.force_login(staff)
    assert client.get(address).status_code == 404
