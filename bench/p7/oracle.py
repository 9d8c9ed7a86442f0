#!/usr/bin/env python3
"""scikit-learn as oracle of our logistic regression, area under the curve and Brier score: the same columns, the same split.

usage: bench/p7/oracle.py DATA < what `p7 --for-oracle DATA` printed; exits 1 where a figure differs by 0.002 or more.
"""
import csv, pathlib, sys
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def columns(row):
    la, ld, nf, ns, nd, fix, ndev, age, nuc, lt = (float(row[k]) for k in "la ld nf ns nd fix ndev age nuc lt".split())
    entropy, ln, files = float(row["entrophy"]), np.log1p, max(1, nf)
    return [ln(la), ln(ld), ln(nf), ln(ns), ln(nd), entropy, float(fix > 0), ln(ndev), ln(age), ln(nuc), ln(lt), ln(la) - ln(lt), ln(ld) - ln(lt),
            ln(la + ld), ln(la) - ln(ld), ln(la / files), entropy / np.log2(max(2, files)), ln(nuc / files), ln(lt / files), ln(ndev / max(1, nuc))]


ours = {words[0]: [float(word) for word in words[1:]] for words in map(str.split, sys.stdin)}
print("| project | area, ours | area, scikit-learn | Brier, ours | Brier, scikit-learn | slope of ln la, ours | scikit-learn |\n|---|---|---|---|---|---|---|")
worst = 0
for file in sorted(pathlib.Path(sys.argv[1]).glob("*_k_feature.csv")):
    rows = list(csv.DictReader(open(file)))
    x, y = np.array([columns(row) for row in rows]), np.array([float(row["bug"]) > 0 for row in rows])
    cut = int(0.8 * len(rows))
    model = make_pipeline(StandardScaler(), LogisticRegression(C=1, tol=1e-10, solver="newton-cholesky")).fit(x[:cut], y[:cut])
    p = model.predict_proba(x[cut:])[:, 1]
    theirs = [roc_auc_score(y[cut:], p), brier_score_loss(y[cut:], p), model[-1].coef_[0, 0] / model[0].scale_[0]]
    mine = ours[file.name.removesuffix("_k_feature.csv")]
    worst = max([worst] + [abs(a - b) for a, b in zip(mine, theirs)])
    print("| " + file.name.removesuffix("_k_feature.csv") + " | " + " | ".join(f"{a:.5f} | {b:.5f}" for a, b in zip(mine, theirs)) + " |")
print(f"\nGreatest difference: {worst:.1e}; at most 2e-3 is allowed.")
sys.exit(int(worst >= 2e-3))
