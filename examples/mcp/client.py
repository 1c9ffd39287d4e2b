"""Talks to `yunbao mcp` as an agent would, with the client of the official Python SDK.

    python3 -m venv venv && venv/bin/pip install 'mcp>=2.3'
    venv/bin/python examples/mcp/client.py target/debug/yunbao [PATH]...

It uses every tool, with the current revision of the protocol and with the one before. Where a tool has a
schema of its answers, the client checks them against it. Marks go into a data folder of their own, which is
deleted at the end.
"""

import asyncio
import sys
import tempfile
from contextlib import AsyncExitStack

from mcp import StdioServerParameters
from mcp.client.client import Client

READING = [
    "search_stories", "search_posts", "read_post", "story_history", "list_tags", "list_categories", "trends",
]
MARKING = ["mark_read", "star", "tag", "note"]


class Conversation:
    def __init__(self, client):
        self.client = client

    async def call(self, tool, **arguments):
        result = await self.client.call_tool(tool, arguments)
        assert not result.is_error, (tool, result.content)
        return result.structured_content

    async def mistake(self, tool, **arguments):
        result = await self.client.call_tool(tool, arguments)
        assert result.is_error, (tool, arguments)
        return result.content[0].text


def server(program, paths, folder, *options):
    home = {"HOME": folder, "XDG_DATA_HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_CACHE_HOME": folder}
    return StdioServerParameters(command=program, args=["mcp", *options, *paths], env=home)


async def read(client):
    talk = Conversation(client)
    tools = (await client.list_tools()).tools
    assert [tool.name for tool in tools] == READING, tools
    assert all(tool.annotations.read_only_hint for tool in tools)

    tags = await talk.call("list_tags", limit=3)
    tag = tags["rows"][0]["value"]
    stories = await talk.call("search_stories", query=f'tag:"{tag}"', limit=5)
    assert stories["rows"], stories
    story = stories["rows"][0]
    history = await talk.call("story_history", story=story["url"])
    assert history["total"] == story["count"] >= 1, history
    posts = await talk.call("search_posts", query="has:stories", limit=2, stories=True)
    post = posts["rows"][0]
    assert post["stories"]

    text, offset = "", 0
    while offset is not None:
        part = await talk.call("read_post", post=post["id"], offset=offset, limit=1000)
        text, offset = text + part["text"], part["next"]
    assert len(text.encode()) == part["total"] > 0
    trends = await talk.call("trends", figures=["tag", "month"], values=3)
    assert {row["figure"] for row in trends["rows"]} == {"tag", "month"}
    await talk.call("list_categories")

    said = await talk.mistake("search_posts", limit=5000)
    assert "limit must be an integer from 1 to 100" in said, said
    said = await talk.mistake("read_post", post="/etc/passwd")
    assert "there is no post" in said, said
    misspelt = await talk.call("search_posts", query="titel:istio")
    assert any("title:" in hint for hint in misspelt["hints"]), misspelt
    return f"{stories['total']} stories about {tag}, {len(text)} characters of {post['title']}"


async def mark(client):
    talk = Conversation(client)
    tools = (await client.list_tools()).tools
    assert [tool.name for tool in tools] == READING + MARKING, tools
    story = (await talk.call("search_stories", limit=1))["rows"][0]["url"]
    post = (await talk.call("search_posts", limit=1))["rows"][0]["id"]
    both = {"posts": [post], "stories": [story]}
    for tool, arguments in [("mark_read", {}), ("star", {}), ("tag", {"add": ["to do"]})]:
        assert (await talk.call(tool, **both, **arguments))["changed"] == 2, tool
        assert (await talk.call(tool, **both, **arguments))["unchanged"] == 2, tool
    await talk.call("note", story=story, text="for the weekly\nread first")
    found = await talk.call("search_stories", query="is:starred mine:to_do has:note")
    assert [row["note"] for row in found["rows"]] == ["for the weekly\nread first"], found
    assert found["rows"][0]["seen"], found
    await talk.call("star", **both, starred=False)
    assert (await talk.call("search_stories", query="is:starred"))["total"] == 0
    said = await talk.mistake("star", posts=[post, "no such post"])
    assert "nothing was changed" in said, said
    return "marks were set, found and taken back"


async def main():
    program, paths = sys.argv[1], sys.argv[2:]
    for mode in ["2026-07-28", "auto", "legacy"]:
        for options, conversation in [([], read), (["--marks"], mark)]:
            async with AsyncExitStack() as stack:
                folder = stack.enter_context(tempfile.TemporaryDirectory())
                parameters = server(program, paths, folder, *options)
                client = await stack.enter_async_context(Client(parameters, mode=mode))
                said = await conversation(client)
                print(f"{mode} ({client.protocol_version}): {said}")


asyncio.run(main())
