//! SQL that always reads the same and that diesel has no words for. Diesel's own literals make a statement be prepared anew each time; these do not.

/// An expression of that type: a name, its type, its text.
macro_rules! fixed {
    ($(#[$doc:meta])* $visible:vis $name:ident: $type:ty = $text:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, diesel::query_builder::QueryId)]
        $visible struct $name;

        impl diesel::expression::Expression for $name {
            type SqlType = $type;
        }

        impl<DB: diesel::backend::Backend> diesel::query_builder::QueryFragment<DB> for $name {
            fn walk_ast<'b>(
                &'b self,
                mut pass: diesel::query_builder::AstPass<'_, 'b, DB>,
            ) -> diesel::QueryResult<()> {
                pass.push_sql($text);
                Ok(())
            }
        }

        impl<Source> diesel::SelectableExpression<Source> for $name {}
        impl<Source> diesel::AppearsOnTable<Source> for $name {}

        impl<Grouping> diesel::expression::ValidGrouping<Grouping> for $name {
            type IsAggregate = diesel::expression::is_aggregate::Never;
        }
    };
}

pub(super) use fixed;
