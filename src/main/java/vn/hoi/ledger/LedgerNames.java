package vn.hoi.ledger;

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
                database,
                "budget-line",
                "select exists (select from ledger.line where code = :code)",
                "ghi đúng mã dòng ở mục Ngân sách, hoặc mở dòng ở đó trước");
    }

    @Bean
    NamedElsewhere budgetContracts(JdbcClient database) {
        return new Kept(
                database,
                "budget-contract",
                "select exists (select from ledger.contract where code = :code)",
                "ghi đúng mã hợp đồng ở mục Ngân sách, hoặc ghi hợp đồng ở trang của dự án trước");
    }

    private record Kept(JdbcClient database, String kind, String sql, String cure) implements NamedElsewhere {

        @Override
        public boolean has(String name) {
            return database.sql(sql).param("code", name).query(Boolean.class).single();
        }
    }
}
