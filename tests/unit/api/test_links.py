"""Each link of the OpenAPI description leads from something that is there to something that takes it."""

from __future__ import annotations

from typing import Any

from drf_spectacular.generators import SchemaGenerator


def described() -> dict[str, Any]:
    schema: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return schema


def part(schema: Any, root: dict[str, Any]) -> Any:
    while "$ref" in schema:
        schema = root["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema


def gives(answer: dict[str, Any], pointer: str, root: dict[str, Any]) -> bool:
    """Whether the body of this answer has a place for the pointer."""
    (content,) = [one["schema"] for kind, one in answer["content"].items() if kind == "application/json"]
    here = part(content, root)
    for name in pointer.strip("/").split("/"):
        here = here.get("items") if name.isdigit() else here.get("properties", {}).get(name)
        if here is None:
            return False
        here = part(here, root)
    return True


def test_every_link_gives_what_its_end_takes() -> None:
    root = described()
    operations = {one["operationId"]: one for path in root["paths"].values() for one in path.values()}
    links = 0
    for start in operations.values():
        for answer in start["responses"].values():
            for link in answer.get("links", {}).values():
                end = operations[link["operationId"]]
                taken = {(one["in"], one["name"]) for one in end["parameters"]}
                needed = {one["name"] for one in end["parameters"] if one["in"] == "path"}
                names = {name.rpartition(".")[2] for name in link["parameters"]}
                assert needed <= names, link
                for name, value in link["parameters"].items():
                    assert tuple(name.split(".")) in taken or ("path", name) in taken, link
                    if value.startswith("$response.body#"):
                        assert gives(answer, value.partition("#")[2], root), link
                    elif value.startswith("$response.header."):
                        assert value.rpartition(".")[2] in answer["headers"], link
                    else:
                        asked = value.removeprefix("$request.path.")
                        assert ("path", asked) in {(one["in"], one["name"]) for one in start["parameters"]}, link
                links += 1
    assert links >= 30
