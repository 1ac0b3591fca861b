package vn.hoi.sheet;

import java.util.List;
import java.util.regex.Pattern;
import vn.hoi.common.Vietnamese;

/** Tells rows of the table from sums, captions and what stands below it, row after row. */
final class RowKinds {

    // «Tổng công ty …» and «Công ty …» are names
    private static final Pattern TOTAL = Pattern.compile(
            "(tong( cong| so)?|cong( tong)?|cong don|luy ke|total|grand total)\\s*([:.(\\d=-].*)?", Pattern.DOTALL);
    private static final Pattern SIGNATURE = Pattern.compile(
            "(nguoi lap|lap bieu|nguoi tong hop|ke toan|thu truong|giam doc|pho giam doc|chu tich|pho chu tich|truong phong|"
                    + "tm\\.|kt\\.|tl\\.|tuq\\.|noi nhan|ky ten|ky, |\\(ky|\\(da ky|ghi chu\\s*:|nguoi duyet|xac nhan cua|"
                    + ".*, ngay .* thang .* nam |ngay .* thang .* nam ).*",
            Pattern.DOTALL);
    private static final int NARROW = 4;
    private static final int MOST_CELLS_BELOW = 3;

    private final int width;
    private final int numbering;
    private boolean below;

    RowKinds(List<Heading> headings) {
        width = headings.size();
        numbering = headings.stream()
                .filter(Heading::numbering)
                .mapToInt(Heading::column)
                .findFirst()
                .orElse(-1);
    }

    Table.Kind of(List<Cell> cells) {
        int filled = 0;
        int texts = 0;
        Cell first = Cell.EMPTY;
        for (int column = 0; column < cells.size(); column++) {
            Cell cell = cells.get(column);
            if (!cell.isEmpty()) {
                filled++;
                texts += cell instanceof Cell.Text ? 1 : 0;
                first = first.isEmpty() ? cell : first;
            }
        }
        // rows of the table, nearly all, are numbered or mostly filled
        boolean numbered = numbering >= 0 && numbering < cells.size() && isCount(cells.get(numbering));
        if (numbered || (filled > MOST_CELLS_BELOW && !(first instanceof Cell.Text)) || width < 2) {
            below = below && !numbered;
            return Table.Kind.DATA;
        }
        boolean wide = filled > MOST_CELLS_BELOW || texts < filled || width < NARROW;
        // folding costs more than reading: only what begins as a sum does
        boolean mayBeTotal =
                first instanceof Cell.Text && "tclgTCLG".indexOf(first.text().charAt(0)) >= 0;
        String text = mayBeTotal || !wide ? Vietnamese.fold(first.text()) : "";
        if (mayBeTotal && TOTAL.matcher(text).matches()) {
            return Table.Kind.TOTAL;
        }
        if (wide) {
            below = false;
            return Table.Kind.DATA;
        }
        below = below || SIGNATURE.matcher(text).matches();
        return below ? Table.Kind.SIGNATURE : filled == 1 ? Table.Kind.CAPTION : Table.Kind.DATA;
    }

    private static boolean isCount(Cell cell) {
        return cell instanceof Cell.Number
                || (cell instanceof Cell.Text && cell.text().chars().allMatch(c -> c >= '0' && c <= '9'));
    }
}
