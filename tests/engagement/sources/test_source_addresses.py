"""The form of an address is refused when a source is added, not after a look."""

import pytest

from engagement.faults import Refused
from engagement.looks import collecting
from tests.engagement.desk import Desk


@pytest.mark.parametrize("kind", ["prometheus", "metrics_endpoint"])
@pytest.mark.parametrize("address", ["127.0.0.1:9090", "javascript:alert(1)", "ext::sh", "/tmp"])
def test_a_server_is_named_by_an_http_address(desk: Desk, kind: str, address: str) -> None:
    with pytest.raises(Refused, match="begins with http"):
        collecting.add_source(desk.store, assessment_id=desk.id, kind=kind, address=address)
    assert collecting.sources(desk.store, desk.id) == ()
