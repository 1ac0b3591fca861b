package vn.hoi.plan;

import java.time.OffsetDateTime;

/** A text a paragraph has had. */
public record EarlierText(int version, String text, boolean removed, String account, OffsetDateTime at) {}
