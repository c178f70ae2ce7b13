"""How the invented villages stood at the end of the last years."""

from villages.models import Demonstration, Grade, Premises, VillageYear

YEARS = 2
UNTOLD = 10  # one village in so many has not told the last year
GRADES = [Grade.BENCHMARK, Grade.GOOD, Grade.GOOD, Grade.FAIR]
PREMISES = [Premises.MET, Premises.MET, Premises.BUILDING, Premises.BELOW]
SHOWS = [Demonstration.NONE, Demonstration.COUNTY, Demonstration.NONE, Demonstration.TOWNSHIP]


def lay_years(county):
    rows = []
    for n, village in enumerate(county.villages):
        last = county.on.year - (2 if n % UNTOLD == UNTOLD - 1 else 1)
        rows += [
            _year(county, village, year, n) for year in range(county.on.year - YEARS, last + 1)
        ]
    VillageYear.objects.bulk_create(rows)


def _year(county, village, year, n):
    grown = 10 + 3 * (year - county.on.year + YEARS)
    households = 90 + n * 17 % 140
    return VillageYear(
        village=village,
        year=year,
        households=households,
        people=households * 3,
        income_own=(n * 7919 % 50) * 100 * grown,
        income_rent=(n * 104729 % 30) * 100 * grown,
        income_shares=6000 if n % 4 == 0 else None,
        grade=GRADES[n % 4],
        premises=PREMISES[n // 2 % 4],
        demonstration=SHOWS[n % 4],
        entered_by=county.clerks[village.township_id],
    )
