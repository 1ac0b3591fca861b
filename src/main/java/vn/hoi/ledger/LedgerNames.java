package vn.hoi.ledger;

import java.util.function.Predicate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoi.register.NamedElsewhere;

/** What of the ledger a column of a register may name: a line of the budget, a contract. */
@Configuration(proxyBeanMethods = false)
class LedgerNames {

    @Bean
    NamedElsewhere budgetLines(JdbcClient database) {
        return new Kept(
                "budget-line",
                code -> database.sql("select exists (select from ledger.line where code = :code)")
                        .param("code", code)
                        .query(Boolean.class)
                        .single(),
                "ghi đúng mã dòng ở mục Ngân sách, hoặc mở dòng ở đó trước");
    }

    @Bean
    NamedElsewhere budgetContracts(JdbcClient database) {
        return new Kept(
                "budget-contract",
                code -> database.sql("select exists (select from ledger.contract where code = :code)")
                        .param("code", code)
                        .query(Boolean.class)
                        .single(),
                "ghi đúng mã hợp đồng ở mục Ngân sách, hoặc ghi hợp đồng ở trang của dự án trước");
    }

    private record Kept(String kind, Predicate<String> kept, String cure) implements NamedElsewhere {

        @Override
        public boolean has(String name) {
            return kept.test(name);
        }
    }
}
