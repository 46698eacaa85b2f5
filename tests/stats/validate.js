// validate.js: datapackage.json against its profile, and every table against
// its schema, by the Frictionless libraries.
//
//	node validate.js   (in the folder of datapackage.json)
const {Package} = require('datapackage')
const {Table, Schema} = require('tableschema')
const fs = require('fs')

async function main() {
  const descriptor = JSON.parse(fs.readFileSync('datapackage.json', 'utf8'))
  const whole = await Package.load(descriptor, {basePath: '.'})
  if (!whole.valid)
    throw new Error(whole.errors.map(e => e.message).join('; '))
  for (const resource of descriptor.resources) {
    const schema = await Schema.load(resource.schema, {strict: true})
    const table = await Table.load(resource.path, {schema})
    const rows = await table.iter({cast: true})
    let n = 0
    for (;;) {
      const row = await rows.next()
      if (row.done)
        break
      n++
    }
    console.log(`${resource.name},${n}`)
  }
}

main().catch(error => {
  const all = (error.errors || []).slice(0, 5).map(e => e.message).join('; ')
  console.error(`${error.message} ${all} row ${error.rowNumber}`)
  process.exit(1)
})
