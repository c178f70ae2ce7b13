"""Drawing villages by a seed and weights, so that anybody draws the same again by hand."""

import hashlib

HOW = (
    "各村按代码从小到大排，权重依次相加。第 n 次抽：把“种子:n”（n 从 1 起）用 SHA-256 算出的数"
    "除以剩下各村权重之和，余数落在哪个村的一段里就抽中哪个村；抽中的拿走，再抽下一个。"
)


def draw(seed, weights, count):
    """[code] in the order drawn. `weights`: [[code, weight]], all of them above zero."""
    left, drawn = sorted(map(tuple, weights)), []
    for n in range(1, min(count, len(left)) + 1):
        number = int(hashlib.sha256(f"{seed}:{n}".encode()).hexdigest(), 16)
        code = _at(left, number % sum(weight for _, weight in left))
        drawn.append(code)
        left = [one for one in left if one[0] != code]
    return drawn


def _at(left, rest):
    for code, weight in left:
        if rest < weight:
            return code
        rest -= weight
    raise ValueError("weights are above zero")
