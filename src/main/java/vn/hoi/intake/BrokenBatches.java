package vn.hoi.intake;

import org.springframework.stereotype.Component;
import vn.hoi.common.StartStep;

/** At a start: batches a dead server was at work on are marked as broken off. */
@Component
class BrokenBatches implements StartStep {

    private final BatchWork work;

    BrokenBatches(BatchWork work) {
        this.work = work;
    }

    @Override
    public int order() {
        return 55;
    }

    @Override
    public String says() {
        return "đợt nạp dở dang";
    }

    @Override
    public void run() {
        work.closeBroken();
    }
}
