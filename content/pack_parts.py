"""A pack taken apart into raw parts again, so that one made in the app passes the same checks."""

from content.model import Pack
from content.pack_files import FIELD_OF, HEADER_TEXTS, Part, Parts
from content.yaml_reading import Source


def parts_of(pack: Pack) -> Parts:
    """Every part with its content; a problem names the part, since there is no file or line."""
    header = {name: getattr(pack, name) for name in HEADER_TEXTS}
    parts = Parts(found=[Part("header", header, Source(pack.title, header, {(): 0}), ())])
    plain = pack.model_dump(mode="json", exclude_defaults=True)
    for kind, field in FIELD_OF.items():
        for data, value in zip(plain.get(field, []), getattr(pack, field), strict=True):
            named = getattr(value, "name", "") or getattr(value, "title", "") or value.id
            parts.found.append(Part(kind, data, Source(named, data, {(): 0}), ()))
    judged = pack.judgements.model_dump(mode="json")
    parts.found.append(
        Part("judgements", judged, Source("Weights and thresholds", judged, {(): 0}), ())
    )
    return parts
