package vn.hoi.print;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.Label;
import vn.hoi.common.Language;
import vn.hoi.common.Problem;
import vn.hoi.common.Rights;
import vn.hoi.common.Ui;
import vn.hoi.document.OfficialDocument;
import vn.hoi.document.Template;
import vn.hoi.register.ListLinks;
import vn.hoi.register.ListPrint;
import vn.hoi.register.ListTag;
import vn.hoi.register.RecordLists;
import vn.hoi.register.RecordQuery;
import vn.hoi.register.Register;
import vn.hoi.register.Row;
import vn.hoi.unit.Units;

/** Prints of lists: appendices and tables of the records asked for. Number and day are left to the document they go with. */
@Component
class ListPrints {

    /** Beyond this a table is a file, not a document. */
    static final int MOST = 1000;

    /** Documents are written in Vietnamese, whoever asks. */
    private static final Ui VIETNAMESE = new Ui(Language.VI, "", "", List.of(), "", Label.of(""), null);

    private final RecordLists lists;
    private final PrintTemplates templates;
    private final PrintValues values;
    private final ProvinceLetterhead letterhead;
    private final Units units;
    private final Rights rights;

    ListPrints(
            RecordLists lists,
            PrintTemplates templates,
            PrintValues values,
            ProvinceLetterhead letterhead,
            Units units,
            Rights rights) {
        this.lists = lists;
        this.templates = templates;
        this.values = values;
        this.letterhead = letterhead;
        this.units = units;
        this.rights = rights;
    }

    /** @throws Problem PRI-404 when the register has no such print, PRI-403 when it shows what the person may not read */
    ListPrint get(Register register, String id) {
        ListPrint print = register.findListPrint(id)
                .orElseThrow(() -> Problem.unknown(
                        "PRI-404",
                        "Sổ " + register.name().vi() + " không có bản in danh sách «" + id
                                + "»; mở danh sách của sổ và chọn bản in ở đó."));
        Template template = templates.get(print);
        if (!rights.mayReadPersonal(register.id()) && PrintTemplates.showsPersonal(register, template)) {
            throw Masked.refused();
        }
        return print;
    }

    /**
     * The records it would print, in their order.
     *
     * @throws Problem PRI-420 when they are more than a document holds
     */
    @Transactional(readOnly = true)
    List<Row> rows(Register register, RecordQuery query) {
        if (lists.countUpTo(register, query.where().and(query.reach()), MOST + 1) > MOST) {
            throw new Problem(
                    422,
                    "PRI-420",
                    "Danh sách có hơn 1.000 bản ghi nên không in thành văn bản; lọc bớt rồi in, hoặc tải tệp CSV.");
        }
        List<Row> rows = new ArrayList<>();
        lists.forEach(register, query, rows::add);
        return rows;
    }

    OfficialDocument document(Register register, ListPrint print, RecordQuery query, List<Row> rows) {
        List<String> narrowed = ListTag.of(VIETNAMESE, register, new ListLinks("", query), units).stream()
                .map(tag -> tag.label() + ": " + tag.value().replace('«', '“').replace('»', '”'))
                .toList();
        return templates
                .get(print)
                .fill(values.of(register, rows, String.join("; ", narrowed)), letterhead.letterhead(), null);
    }
}
