"""The peers of P6 on the same graph and the same questions, one row each; a count of everything reached is the check."""
import sqlite3
import sys
import time

import numpy

folder = sys.argv[1]
dependents, dependencies, questions = (numpy.fromfile(f"{folder}/{name}", dtype=numpy.int32) for name in ("dependents", "dependencies", "questions"))
nodes = int(max(dependents.max(), dependencies.max())) + 1


def measured(name, build, ask, rounds, version):
    start = time.perf_counter()
    graph = build()
    built = time.perf_counter() - start
    ask(graph, int(questions[-1]))
    times, total = [], 0
    for node in questions:
        best = []
        for _ in range(rounds):
            start = time.perf_counter()
            reached = ask(graph, int(node))
            best.append((time.perf_counter() - start) * 1000)
        total += reached
        times.append(sorted(best)[len(best) // 2])
    times.sort()
    print(f"| {name} {version} | {times[len(times) // 2]:.3f} | {times[len(times) * 9 // 10]:.1f} | {times[-1]:.1f} | {built:.2f} |")
    print(f"<!-- {name}: reached in all {total} -->", flush=True)


def scipy_peer():
    import scipy
    from scipy.sparse import csgraph, csr_matrix

    def build():
        return csr_matrix((numpy.ones(len(dependents), dtype=numpy.int8), (dependencies, dependents)), shape=(nodes, nodes))

    measured("scipy csgraph `breadth_first_order`", build, lambda graph, node: len(csgraph.breadth_first_order(graph, node, return_predecessors=False)), 5, scipy.__version__)


def igraph_peer():
    import igraph

    def build():
        return igraph.Graph(n=nodes, edges=numpy.column_stack((dependencies, dependents)), directed=True)

    measured("igraph `subcomponent`", build, lambda graph, node: len(graph.subcomponent(node, mode="out")), 3, igraph.__version__)


def networkx_peer():
    import networkx

    def build():
        graph = networkx.DiGraph()
        graph.add_nodes_from(range(nodes))
        graph.add_edges_from(zip(dependencies.tolist(), dependents.tolist()))
        return graph

    measured("networkx `descendants`", build, lambda graph, node: len(networkx.descendants(graph, node)) + 1, 1, networkx.__version__)


def sqlite_peer():
    def build():
        base = sqlite3.connect(":memory:")
        base.execute("create table edge (dependency integer, dependent integer)")
        base.executemany("insert into edge values (?, ?)", zip(dependencies.tolist(), dependents.tolist()))
        base.execute("create index by_dependency on edge (dependency, dependent)")
        return base

    ask = "with recursive reached (node) as (values (?) union select dependent from edge join reached on dependency = node) select count(*) from reached"
    measured("SQLite recursive query", build, lambda base, node: base.execute(ask, (node,)).fetchone()[0], 1, sqlite3.sqlite_version)


for peer in (scipy_peer, igraph_peer, sqlite_peer, networkx_peer):
    peer()
