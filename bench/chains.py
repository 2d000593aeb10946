"""Scores of coreference chains: MUC (Vilain et al. 1995), B3 (Bagga and Baldwin 1998), CEAFe (Luo 2005, similarity
phi4) and their mean, the CoNLL score (Pradhan et al. 2012). A chain is a set of mentions; key and response may hold
different mentions. Each score is (precision, recall, F1)."""


def f1(p, r):
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def index(chains):
    return {m: i for i, c in enumerate(chains) for m in c}


def muc_part(chains, other):
    """Links of the chains that the others keep, and all links of the chains."""
    of, kept, links = index(other), 0, 0
    for c in chains:
        parts = len({of[m] for m in c if m in of}) + sum(m not in of for m in c)
        kept += len(c) - parts
        links += len(c) - 1
    return kept / links if links else 0.0


def muc(key, response):
    return f1(muc_part(response, key), muc_part(key, response))


def b3_part(chains, other):
    of, total, n = index(other), 0.0, 0
    for c in chains:
        for m in c:
            n += 1
            total += len(c & other[of[m]]) / len(c) if m in of else 0.0
    return total / n if n else 0.0


def b3(key, response):
    return f1(b3_part(response, key), b3_part(key, response))


def assign(weights):
    """The greatest sum of a one-to-one assignment (Kuhn 1955 in the form with potentials, O(n^2 m)); weights[i][j],
    rows no more than columns."""
    n, m = len(weights), len(weights[0])
    u, v, match = [0.0] * (n + 1), [0.0] * (m + 1), [0] * (m + 1)
    for i in range(1, n + 1):
        match[0], j0 = i, 0
        least, used, way = [float("inf")] * (m + 1), [False] * (m + 1), [0] * (m + 1)
        while True:
            used[j0] = True
            i0, delta, j1 = match[j0], float("inf"), 0
            for j in range(1, m + 1):
                if used[j]:
                    continue
                cost = -weights[i0 - 1][j - 1] - u[i0] - v[j]
                if cost < least[j]:
                    least[j], way[j] = cost, j0
                if least[j] < delta:
                    delta, j1 = least[j], j
            for j in range(m + 1):
                if used[j]:
                    u[match[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            j0 = j1
            if not match[j0]:
                break
        while j0:
            match[j0] = match[way[j0]]
            j0 = way[j0]
    return sum(weights[match[j] - 1][j - 1] for j in range(1, m + 1) if match[j])


def components(key, response):
    """Groups of chains that touch one another: what lies in different ones has nothing in common."""
    of, near = index(response), {}
    for i, c in enumerate(key):
        for m in c:
            if m in of:
                near.setdefault(("k", i), set()).add(("r", of[m]))
                near.setdefault(("r", of[m]), set()).add(("k", i))
    seen = set()
    for start in near:
        if start in seen:
            continue
        todo, ks, rs = [start], [], []
        seen.add(start)
        while todo:
            side, i = todo.pop()
            (ks if side == "k" else rs).append(i)
            for x in near[(side, i)] - seen:
                seen.add(x)
                todo.append(x)
        yield ks, rs


def ceafe(key, response):
    total = 0.0
    for ks, rs in components(key, response):
        rows, columns = (ks, rs) if len(ks) <= len(rs) else (rs, ks)
        a, b = (key, response) if rows is ks else (response, key)
        total += assign([[2 * len(a[i] & b[j]) / (len(a[i]) + len(b[j])) for j in columns] for i in rows])
    return f1(total / len(response) if response else 0.0, total / len(key) if key else 0.0)


def conll(key, response):
    """The four scores by name."""
    scores = {"MUC": muc(key, response), "B3": b3(key, response), "CEAFe": ceafe(key, response)}
    scores["CoNLL"] = tuple(sum(s[i] for s in scores.values()) / 3 for i in range(3))
    return scores
