"""A service of the Reconciliation Service API 0.2 as an authority (W3C Entity Reconciliation Community Group, 2023).

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/ : the manifest (section 3) is fetched
once, names are asked for in batches (section 4), types are looked up by the suggest service where there is one (section
5), and what settings name is asked of candidates by the data extension service (section 6). Answers are kept on disk,
so that a run that was broken off goes on where it was. A service is asked for nothing but at its own address, whatever
its manifest names; what it answers counts only if it is whole and as the API has it.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlencode, urljoin

from kg.addresses import checked, same_place, shown
from kg.authority import FITTING, Authority, Candidate, Mention, Settings
from kg.errors import AuthorityError, StoreError, TimeLimit
from kg.linking import answers
from kg.linking.index import MOST
from kg.linking.rows import KINDS, names_in, tidy

if TYPE_CHECKING:
    from kg.caching import Cache
    from kg.http import Answer
    from kg.storing import Store

T = TypeVar("T")

LIMIT = 10
"""Candidates that are asked for, for one name."""

_BATCH = 20  # queries in a request, if the service does not say how many it takes
_MENTIONS = 50  # looked at together
_NAMES = 4  # of a mention
_ANSWER = 32 << 20  # bytes
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_NAMED = "the address after reconcile+"


def open_authority(where: str, *, settings: Settings, store: Store | None, environ: Mapping[str, str]) -> Authority:
    """The service of ``reconcile+ADDRESS``; AuthorityError if it cannot be reached or is none."""
    url = where.partition("+")[2]
    checked(url, _NAMED)
    return Reconciliation(_Service(url, environ), settings)


class Reconciliation:
    """See ``kg.authority``; scores are from 0 to 1, whatever the service's own are."""

    def __init__(self, service: _Service, settings: Settings) -> None:
        self._service, self._settings = service, settings
        self._manifest = service.get("", lambda said: answers.manifest(said, service.place))
        self.name = f"reconcile+{service.place}"
        self.version = self._manifest.version
        self._types = {kind: self._known(types) for kind, types in settings.types.items()}
        self._kinds = {type_: kind for kind, types in self._types.items() for type_ in types}

    def _known(self, types: Sequence[str]) -> tuple[str, ...]:
        """The ids of types that may be given by their names, if the service can tell them."""
        return tuple(self._manifest.types.get(given) or self._suggested(given) for given in types)

    def _suggested(self, given: str) -> str:
        suggest = self._service.at(self._manifest.suggest_type, given)
        if not suggest:
            return given
        return self._service.get(suggest, lambda said: answers.suggested(given, said, self._service.place))

    def candidates(self, mentions: Iterable[Mention]) -> Iterator[tuple[Candidate, ...]]:
        """For each mention what the service gives for its names, of a fitting kind, the best score first."""
        waiting = iter(mentions)
        while some := list(islice(waiting, _MENTIONS)):
            asked = [list(self._queries(mention)) for mention in some]
            found = self._service.ask([query for queries in asked for query in queries], self._manifest.batch)
            told = self._told({one.id for answer in found.values() for one in answer})
            for mention, queries in zip(some, asked, strict=True):
                yield self._best(mention, [found[query] for query in queries], told)

    def _told(self, ids: Iterable[str]) -> dict[str, Mapping[str, Any]]:
        """What the service tells of its candidates, of the properties that it is to be asked for."""
        properties = sorted(set(self._settings.tells.values()))
        return self._service.extend(sorted(ids), properties) if properties else {}

    def _completed(self, candidate: Candidate, row: Mapping[str, Any]) -> Candidate:
        """The candidate with what the service tells of it."""
        said = {what: answers.values(row, property_) for what, property_ in self._settings.tells.items()}
        named = [self._kinds.get(id_) or KINDS.get(text.lower()) for id_, text in said.get("kind", ())]
        first = {what: found[0][1] for what, found in said.items() if found}
        return replace(
            candidate,
            kind=next((kind for kind in named if kind), candidate.kind),
            country=first.get("country", ""),
            description=first.get("description", candidate.description),
            names=tuple(name for _, text in said.get("names", ()) for name in names_in(text)),
        )

    def _queries(self, mention: Mention) -> Iterator[str]:
        """The queries for the names of a mention, as JSON (section 4.1)."""
        told = {"country": mention.country}
        told |= {"office": mention.offices[0].title, "body": mention.offices[0].body} if mention.offices else {}
        properties = [
            {"pid": self._settings.properties[what], "v": tidy(value)}
            for what, value in told.items()
            if value and what in self._settings.properties
        ]
        names = dict.fromkeys(tidy(name, 255) for name in (mention.name, *mention.names)[:_NAMES])
        for name in names:
            if name:
                query: dict[str, object] = {"query": name, "limit": LIMIT}
                if types := self._types.get(mention.kind):
                    query |= {"type": types[0] if len(types) == 1 else list(types), "type_strict": "should"}
                if properties:
                    query["properties"] = properties
                yield json.dumps(query, sort_keys=True)

    def _best(
        self, mention: Mention, found: Iterable[Sequence[answers.Found]], told: Mapping[str, Mapping[str, Any]]
    ) -> tuple[Candidate, ...]:
        best: dict[str, Candidate] = {}
        for one in (one for answer in found for one in answer):
            target = self._manifest.iri(one.id)
            if not target or (target in best and (best[target].score or 0) >= (one.score or 0)):
                continue
            candidate = Candidate(
                target,
                one.name,
                kind=next((self._kinds[type_] for type_ in one.types if type_ in self._kinds), None),
                description=one.description or ", ".join(one.type_names),
                score=one.score,
                source=self._service.place,
            )
            if one.id in told:
                candidate = self._completed(candidate, told[one.id])
            if candidate.kind is None or candidate.kind in FITTING[mention.kind]:
                best[target] = candidate
        return tuple(sorted(best.values(), key=lambda one: (-(one.score or 0), one.target))[:MOST])


class _Service:
    """The service's address, asked by GET and POST; answers that were good are kept."""

    def __init__(self, url: str, environ: Mapping[str, str]) -> None:
        from kg.caching import Cache
        from kg.http import Client, Limits, limits, stranger

        silence = limits(environ).silence if environ.get("KG_HTTP_TIMEOUT") else 60.0
        self._url, self.place, self._within = url, shown(url), 5 * silence
        self._client = Client(
            url, stranger(environ), Limits(silence=silence, answer=_ANSWER), named=_NAMED, patience=60.0
        )
        self._cache: Cache = Cache(environ)

    def at(self, service: str, prefix: str) -> str:
        """The address that gives what begins with ``prefix``; nothing if it is not one of this service's own."""
        url = urljoin(self._url, service) if service else ""
        if not url or not same_place(self._url, url):
            return ""
        return url + ("&" if "?" in url else "?") + urlencode({"prefix": prefix})

    def get(self, url: str, read: Callable[[Any], T]) -> T:
        """What is made of what stands at the address, which is kept if something can be made of it."""
        url = url or self._url
        asked = ("get", url)
        kept = self._kept([asked], read).get(asked)
        if kept is None:
            said = self._said(url, "GET", b"", {})
            kept = read(said)
            self._cache.put({asked: json.dumps(said).encode()})
        return kept

    def _kept(self, asked: Iterable[tuple[str, ...]], read: Callable[[Any], T]) -> dict[tuple[str, ...], T]:
        """What is made of answers that were kept, of those of which something still can be made."""
        found = {}
        for one, data in self._cache.get(asked).items():
            with contextlib.suppress(AuthorityError):
                found[one] = read(answers.parsed(data, self.place))
        return found

    def ask(self, queries: Iterable[str], batch: int) -> dict[str, tuple[answers.Found, ...]]:
        """What the service has for each query, some in one request."""
        asked: dict[tuple[str, ...], str] = {("ask", self._url, query): query for query in queries}
        kept = self._kept(asked, lambda said: answers.results(said, self.place))
        found = {asked[one]: made for one, made in kept.items()}
        missing = [query for query in asked.values() if query not in found]
        size = batch or _BATCH
        for start in range(0, len(missing), size):
            found |= self._batch(missing[start : start + size])
        return found

    def _batch(self, queries: Sequence[str]) -> dict[str, tuple[answers.Found, ...]]:
        body = "{" + ", ".join(f'"q{number}": {query}' for number, query in enumerate(queries)) + "}"
        said = self._said(self._url, "POST", urlencode({"queries": body}).encode("ascii"), _FORM)
        lists = answers.batch(said, [f"q{number}" for number in range(len(queries))], self.place)
        found = {query: answers.results(one, self.place) for query, one in zip(queries, lists, strict=True)}
        pairs = zip(queries, lists, strict=True)
        self._cache.put({("ask", self._url, query): json.dumps(one).encode() for query, one in pairs})
        return found

    def extend(self, ids: Sequence[str], properties: Sequence[str]) -> dict[str, Mapping[str, Any]]:
        """What the service tells of these ids, by property."""
        wanted = json.dumps([{"id": property_} for property_ in properties])
        asked: dict[tuple[str, ...], str] = {("extend", self._url, wanted, id_): id_ for id_ in ids}
        kept = self._kept(asked, lambda said: answers.extension({"rows": {"x": said}}, ["x"], self.place)[0])
        found: dict[str, Mapping[str, Any]] = {asked[one]: row for one, row in kept.items()}
        missing = [id_ for id_ in ids if id_ not in found]
        for start in range(0, len(missing), _MENTIONS):
            some = missing[start : start + _MENTIONS]
            body = f'{{"ids": {json.dumps(some)}, "properties": {wanted}}}'
            said = self._said(self._url, "POST", urlencode({"extend": body}).encode("ascii"), _FORM)
            told = answers.extension(said, some, self.place)
            self._cache.put(
                {
                    ("extend", self._url, wanted, id_): json.dumps(row).encode()
                    for id_, row in zip(some, told, strict=True)
                }
            )
            found |= zip(some, told, strict=True)
        return found

    def _said(self, url: str, method: str, body: bytes, headers: Mapping[str, str]) -> Any:
        """The JSON that the service answers; AuthorityError if it is not reached, fails, or answers something else."""
        try:
            answer = self._client.send(method, url, body, {"Accept": "application/json", **headers}, again=True)
            if answer.status != 200:
                raise StoreError(self._refused(answer))
            if "html" in answer.media_type:
                answer.words()
                raise StoreError(f"{shown(url)}: the answer is a web page; is this a reconciliation service?")
            data = answer.whole(_ANSWER, self._within)
        except (StoreError, TimeLimit) as error:
            raise AuthorityError(str(error)) from error
        return answers.parsed(data, shown(url))

    def _refused(self, answer: Answer) -> str:
        wait = answer.headers.get("retry-after", "")
        said = answer.words()
        where, what = shown(answer.url), f"status {answer.status}" + (f": {said}" if said else "")
        if answer.status in (429, 503):
            when = f"in {wait} seconds" if wait.isdecimal() and len(wait) < 8 else "later"
            return f"{where}: the service wants to be asked less ({what}); come again {when}, what it said is kept"
        if answer.status in (401, 403):
            return f"{where}: the service wants a password ({what}); write it into ~/.netrc"
        return f"{where}: the service fails ({what})"
