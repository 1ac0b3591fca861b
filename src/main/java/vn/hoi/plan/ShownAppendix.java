package vn.hoi.plan;

/** An appendix as a page shows it. */
public record ShownAppendix(String heading, String html) {}
