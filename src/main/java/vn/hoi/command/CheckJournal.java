package vn.hoi.command;

import java.io.PrintStream;
import org.springframework.stereotype.Component;
import vn.hoi.common.Vietnamese;
import vn.hoi.journal.JournalProof;
import vn.hoi.ledger.SealedPostings;

/** Proves the journal from its first entry on, and the postings by it, in words on the console. */
@Component
class CheckJournal {

    private final JournalProof proof;
    private final SealedPostings postings;

    CheckJournal(JournalProof proof, SealedPostings postings) {
        this.proof = proof;
        this.postings = postings;
    }

    /** @return 0 when the chain is whole, 1 otherwise */
    int run(PrintStream out) {
        JournalProof.Found found = proof.check(said -> out.println("· " + said));
        found.notes().forEach(out::println);
        if (found.erased() > 0) {
            out.printf("%s mục có giá trị đã xóa theo quy định.%n", Vietnamese.number(found.erased()));
        }
        out.printf("%s mục chưa niêm phong.%n", Vietnamese.number(found.unsealed()));
        if (found.broken() == null) {
            out.printf(
                    "Nhật ký nguyên vẹn: %s mục trong %s niêm phong đều khớp.%n",
                    Vietnamese.number(found.entries()), Vietnamese.number(found.seals()));
            return money(out);
        }
        out.println(found.broken().code() + ": " + found.broken().sentence());
        return 1;
    }

    private int money(PrintStream out) {
        SealedPostings.Found found = postings.check();
        if (found.broken() != null) {
            out.println(found.broken());
            return 1;
        }
        out.printf("Sổ ngân sách khớp nhật ký: %s bút toán.%n", Vietnamese.number(found.postings()));
        return 0;
    }
}
