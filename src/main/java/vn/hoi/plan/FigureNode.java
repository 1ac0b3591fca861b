package vn.hoi.plan;

import org.commonmark.node.CustomNode;

/** The place in a text where a figure's number stands: <code>{{figure-id}}</code>. */
final class FigureNode extends CustomNode {

    private final String figure;

    FigureNode(String figure) {
        this.figure = figure;
    }

    String figure() {
        return figure;
    }
}
