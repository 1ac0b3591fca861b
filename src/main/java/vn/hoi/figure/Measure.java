package vn.hoi.figure;

import vn.hoi.common.Label;

/** What a figure is measured in. Money is always {@code VND}, in whole đồng. */
public record Measure(String id, Label name) {

    /** Id of money. */
    public static final String VND = "VND";

    /** Id of shares in a hundred. */
    public static final String PERCENT = "percent";

    public boolean isMoney() {
        return id.equals(VND);
    }

    public boolean isPercent() {
        return id.equals(PERCENT);
    }

    /** Whether values of several units may be added up: a share or a mean may not. */
    public boolean adds() {
        return !isPercent()
                && !id.contains("-per-")
                && !id.equals("version")
                && !id.equals("rank")
                && !id.equals("level");
    }
}
