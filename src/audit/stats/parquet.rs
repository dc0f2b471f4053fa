//! The tables as Parquet: the same four columns as the CSV file, so that both are read by the same analysis.
//!
//! Behind the cargo feature `parquet`. Takes what is already hidden: a hidden number is null.

use std::sync::Arc;

use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
use parquet::errors::Result;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{Type, TypePtr};

use super::StatTable;

/// The tables as one Parquet file: `table`, `row`, `column` (text) and `number` (64 bits, null where it is hidden).
///
/// # Errors
/// None in memory.
pub fn parquet(tables: &[StatTable]) -> anyhow::Result<Vec<u8>> {
    let (mut texts, mut numbers) = ([vec![], vec![], vec![]], Vec::new());
    for StatTable { id, columns, rows, .. } in tables {
        for (name, cells) in rows {
            for (column, cell) in columns.iter().zip(cells) {
                for (list, text) in texts.iter_mut().zip([*id, name, column]) {
                    list.push(ByteArray::from(text));
                }
                numbers.push(*cell);
            }
        }
    }
    let mut writer = SerializedFileWriter::new(Vec::new(), schema()?, Arc::new(WriterProperties::default()))?;
    let mut group = writer.next_row_group()?;
    for list in &texts {
        text_column(&mut group, list)?;
    }
    number_column(&mut group, &numbers)?;
    group.close()?;
    Ok(writer.into_inner()?)
}

fn schema() -> Result<TypePtr> {
    let text = |name| {
        let column = Type::primitive_type_builder(name, Physical::BYTE_ARRAY);
        column.with_repetition(Repetition::REQUIRED).with_logical_type(Some(LogicalType::String)).build()
    };
    let number = Type::primitive_type_builder("number", Physical::INT64).with_repetition(Repetition::OPTIONAL);
    let columns = [text("table")?, text("row")?, text("column")?, number.build()?];
    Ok(Arc::new(Type::group_type_builder("visit_stats").with_fields(columns.map(Arc::new).to_vec()).build()?))
}

fn text_column(group: &mut SerializedRowGroupWriter<'_, Vec<u8>>, list: &[ByteArray]) -> Result<()> {
    if let Some(mut column) = group.next_column()? {
        column.typed::<ByteArrayType>().write_batch(list, None, None)?;
        column.close()?;
    }
    Ok(())
}

fn number_column(group: &mut SerializedRowGroupWriter<'_, Vec<u8>>, numbers: &[Option<u64>]) -> Result<()> {
    let known: Vec<i64> = numbers.iter().flatten().map(|number| i64::try_from(*number).unwrap_or(i64::MAX)).collect();
    let is_known: Vec<i16> = numbers.iter().map(|number| i16::from(number.is_some())).collect();
    if let Some(mut column) = group.next_column()? {
        column.typed::<Int64Type>().write_batch(&known, Some(&is_known), None)?;
        column.close()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;

    #[test]
    fn a_reader_finds_what_was_written_and_no_hidden_number() {
        let table = StatTable {
            id: "levels",
            title: "Niveauer",
            columns: vec!["højt".to_owned(), "tvivl".to_owned()],
            rows: vec![("autisme".to_owned(), vec![Some(17), None])],
        };
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&parquet(&[table]).unwrap()).unwrap();
        let reader = SerializedFileReader::new(file).unwrap();
        let rows: Vec<Vec<Field>> = reader
            .get_row_iter(None)
            .unwrap()
            .map(|row| row.unwrap().get_column_iter().map(|(_, field)| field.clone()).collect())
            .collect();
        let text = |text: &str| Field::Str(text.to_owned());
        assert_eq!(
            rows,
            [
                [text("levels"), text("autisme"), text("højt"), Field::Long(17)],
                [text("levels"), text("autisme"), text("tvivl"), Field::Null],
            ]
        );
    }
}
