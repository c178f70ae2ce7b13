from datetime import date

from evaluation.sample import lay_sample
from tests.factories.org import CountyFactory


def sample_scheme(began_on=date(2025, 1, 1), *, in_use=True, area=None, version="样本"):
    """The shipped sample, in use from that day unless it is to stay a draft."""
    scheme = lay_sample(area or CountyFactory(), began_on=began_on, version=version)
    if in_use:
        scheme.in_use_on = began_on
        scheme.save()
    return scheme
