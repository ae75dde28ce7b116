//! Adding and naming lines, characteristics and products.

mod characteristics;
mod form;
mod lines;
mod products;

pub(in crate::web) use self::{
    characteristics::{
        add as add_characteristic, blank as new_characteristic, change as change_characteristic, show as characteristic,
    },
    lines::{add as add_line, blank as new_line, change as change_line, show as line_names},
    products::{add as add_product, blank as new_product, change as rename_product, show as product_names},
};

const TEMPLATE: &str = "pages/products/names";
